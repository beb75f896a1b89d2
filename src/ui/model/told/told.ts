/** What of all that happens people are told. */
export { newsOf } from './news';
export {
  type Alert,
  alertsOf,
  defaultTell,
  shouldTell,
  type TellSettings,
  tellFrom,
} from './should-tell';

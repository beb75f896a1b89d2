/** What of all that happens people are told. */
export { isScaled, newsOf } from './news';
export { defaultTell, type TellSettings, tellFrom } from './settings';
export { type Alert, alertsOf, settled, shouldTell } from './should-tell';

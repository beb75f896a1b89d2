/** The question before the camera of a link is opened. */
import { spoken } from '../../language';

export const linkWords = spoken('linkWords', {
  title: 'Open this camera?',
  lead: 'A link asks Snapreel to show it. Nothing has been sent to it yet: open it if you know it and trust who gave you the link.',
  host: 'Camera',
  address: 'Address',
  login: 'Login',
  loginAbout: (userName: string) =>
    `The link brings ${userName === '' ? 'a password' : `a password for “${userName}”`}. The camera gets it when you open it.`,
  open: 'Open camera',
  save: 'Save and open',
  drop: 'Not now',
});

/** German: the question before the camera of a link is opened. */

import type { Translation } from '../../translation';

export const linkWords: Translation['linkWords'] = {
  title: 'Diese Kamera öffnen?',
  lead: 'Ein Link bittet Snapreel, sie zu zeigen. Noch wurde nichts an sie gesendet: Nur öffnen, wenn die Kamera bekannt ist und der Link aus vertrauter Hand kommt.',
  host: 'Kamera',
  address: 'Adresse',
  login: 'Anmeldung',
  loginAbout: (userName) =>
    `Der Link bringt ${userName === '' ? 'ein Passwort' : `ein Passwort für „${userName}“`} mit. Die Kamera bekommt es beim Öffnen.`,
  open: 'Kamera öffnen',
  save: 'Speichern & öffnen',
  drop: 'Nicht jetzt',
};

/** German: for each trouble one sentence saying what happened and one saying what to do. */

import type { troubleWords as English } from '../trouble';

export const troubleWords: typeof English = {
  'capture/unreachable': {
    what: 'Die Kamera antwortet nicht.',
    todo: 'Prüfen, ob sie eingeschaltet ist, die Adresse stimmt und dieses Gerät im selben Netzwerk ist.',
  },
  'capture/offline': {
    what: 'Dieses Gerät ist mit keinem Netzwerk verbunden.',
    todo: 'WLAN einschalten; Snapreel macht dann von selbst weiter.',
  },
  'capture/mixed-content': {
    what: 'Dieser Browser lässt eine sichere Seite (https) nicht mit einer Kamera sprechen, die nur http kann.',
    todo: 'Über den Proxy gehen oder Snapreel vom Proxy im eigenen Netzwerk öffnen.',
  },
  'capture/local-network-denied': {
    what: 'Dieser Browser lässt Snapreel nicht auf Geräte im eigenen Netzwerk zugreifen.',
    todo: 'In den Browsereinstellungen für diese Seite „Lokales Netzwerk“ zulassen, dann neu versuchen.',
  },
  'capture/local-network-prompt': {
    what: 'Die Kamera ist im eigenen Netzwerk, und der Browser fragt nach, bevor eine Seite darauf zugreifen darf.',
    todo: 'Hier „Zulassen“ drücken, danach noch einmal in der Frage des Browsers.',
  },
  'capture/no-cors': {
    what: 'Die Kamera antwortet, erlaubt aber keiner Webseite, ihre Bilder zu lesen.',
    todo: 'Über den Proxy gehen: Er holt die Bilder für diese Seite.',
  },
  'capture/login': {
    what: 'Die Kamera lehnt den Benutzernamen oder das Passwort ab.',
    todo: 'Beides neu eingeben; gemeint sind die Zugangsdaten der Kamera, nicht die des WLANs.',
  },
  'capture/forbidden': {
    what: 'Die Kamera zeigt diesem Benutzer keine Bilder.',
    todo: 'Einen anderen Benutzernamen verwenden oder diesem in den Einstellungen der Kamera das Ansehen erlauben.',
  },
  'capture/not-found': {
    what: 'Die Kamera antwortet, hat aber kein Bild unter dieser Adresse.',
    todo: 'Einen anderen Kameratyp wählen oder „Automatisch suchen“ drücken.',
  },
  'capture/busy': {
    what: 'Die Kamera ist ausgelastet: zu viele Zuschauer oder zu viele Anfragen.',
    todo: 'Andere Zuschauer beenden oder weniger Bilder pro Sekunde anfordern; Snapreel versucht es weiter.',
  },
  'capture/status': {
    what: 'Die Kamera antwortet mit einem eigenen Fehler.',
    todo: 'Die Kamera aus- und wieder einschalten; hilft das nicht, die Adresse prüfen.',
  },
  'capture/html': {
    what: 'Diese Adresse zeigt eine Webseite, kein Bild.',
    todo: 'Die Adresse des Bildes selbst eingeben, den Kameratyp wählen oder „Automatisch suchen“ drücken.',
  },
  'capture/not-mjpeg': {
    what: 'Die Kamera sendet hier H.264 oder ein anderes Videoformat, das nicht aus Bildern besteht.',
    todo: '„Bild für Bild“ wählen oder den Stream der Kamera auf MJPEG stellen.',
  },
  'capture/film': {
    what: 'Diese Adresse liefert einen Film (MP4, AVI oder WebM), nicht das Livebild der Kamera.',
    todo: 'Die Adresse des Bildes oder des MJPEG-Streams eingeben oder „Automatisch suchen“ drücken.',
  },
  'capture/not-a-picture': {
    what: 'Was von dieser Adresse kommt, ist kein Bild.',
    todo: 'Die Adresse prüfen, den Kameratyp wählen oder „Automatisch suchen“ drücken.',
  },
  'capture/connections': {
    what: 'Dieser Browser öffnet nur sechs Verbindungen gleichzeitig zu einer Kamera oder einem Proxy, und für einen weiteren Stream ist keine mehr frei.',
    todo: 'Eine der anderen Kameras schließen, auch in anderen Tabs, oder einige auf „Bild für Bild“ stellen.',
  },
  'capture/timeout': {
    what: 'Die Kamera hat zu lange nicht geantwortet.',
    todo: 'Sie näher an den WLAN-Router stellen oder kleinere oder weniger Bilder anfordern; Snapreel versucht es weiter.',
  },
  'capture/interrupted': {
    what: 'Die Kamera hat die Verbindung getrennt, bevor ein ganzes Bild da war.',
    todo: 'Nichts zu tun: Snapreel verbindet sich von selbst neu.',
  },
  'capture/too-large': {
    what: 'Die Kamera hat mehr als 128 MB gesendet, ohne dass ein Bild zu Ende war.',
    todo: 'In den Einstellungen der Kamera eine kleinere Bildgröße wählen.',
  },
  'capture/bad-address': {
    what: 'Das ist keine Adresse einer Kamera.',
    todo: 'Etwas wie 192.168.1.20 oder http://192.168.1.20:81 eingeben.',
  },
  'capture/rtsp': {
    what: 'Das ist eine RTSP-Adresse, und die kann kein Browser öffnen.',
    todo: 'Die Bild- oder MJPEG-Adresse der Kamera verwenden, die mit http:// beginnt: den Kameratyp wählen oder „Automatisch suchen“ drücken.',
  },
  'capture/address-login': {
    what: 'Ein Teil dieser Adresse könnte ein Passwort sein.',
    todo: 'Benutzername und Passwort in ihre eigenen Felder eingeben, nicht in die Adresse; ein @, das zum Pfad gehört, wird %40 geschrieben.',
  },
  'capture/redirect': {
    what: 'Die Kamera schickt Snapreel zu einer anderen Adresse.',
    todo: 'Stattdessen diese Adresse eingeben: Auf der Kameraseite ist sie zu sehen.',
  },
  'capture/proxy': {
    what: 'Der Proxy antwortet nicht.',
    todo: 'Den Proxy neu starten („npm start“), dann diese Seite neu laden.',
  },
  'capture/proxy-token': {
    what: 'Der Proxy wurde neu gestartet und kennt dieses Gerät nicht mehr.',
    todo: 'Den Link öffnen, den er dabei ausgegeben hat; was hier läuft, geht von selbst weiter.',
  },
  'capture/proxy-refused': {
    what: 'Der Proxy holt Bilder nur aus dem eigenen Netzwerk, und diese Adresse gehört nicht dazu.',
    todo: 'Die Adresse der Kamera im Heimnetz verwenden (192.168…, 10… oder 172.16 bis 31…).',
  },
  'capture/proxy-allow': {
    what: 'Diese Adresse gehört zum Computer des Proxys selbst oder gilt nur in seiner Nähe; eine solche Kamera fragt er nur auf Anweisung.',
    todo: 'Den Proxy mit „--allow“ und dieser Adresse samt Port neu starten, zum Beispiel --allow 127.0.0.1:8081.',
  },
  'capture/proxy-itself': {
    what: 'Das ist die Adresse von Snapreels Proxy, nicht die einer Kamera.',
    todo: 'Adresse und Port der Kamera selbst eingeben.',
  },
  'capture/proxy-port': {
    what: 'An diesem Port antwortet gewöhnlich etwas anderes als eine Kamera, deshalb fragt der Proxy dort nicht.',
    todo: 'Den Port prüfen; ist die Kamera wirklich dort, den Proxy mit „--allow“, ihrer Adresse und ihrem Port neu starten.',
  },
  'capture/proxy-command': {
    what: 'Diese Adresse ist ein Befehl, der die Kamera verändert, und der Proxy gibt ihn nicht weiter.',
    todo: 'Stattdessen die Adresse des Bildes eingeben; die Kamera auf ihrer eigenen Seite einstellen.',
  },
  'capture/proxy-secret': {
    what: 'Diese Adresse würde Passwörter oder Systemdateien der Kamera zeigen, und der Proxy gibt sie nicht weiter.',
    todo: 'Stattdessen die Adresse des Bildes eingeben.',
  },
  'capture/proxy-path': {
    what: 'Diese Adresse führt aus ihrem Ordner heraus („..“ oder „\\“), und der Proxy gibt sie nicht weiter.',
    todo: 'Die Adresse ohne diesen Teil eingeben.',
  },
  'capture/certificate': {
    what: 'Die Kamera zeigt ein anderes Zertifikat als zuvor: Sie wurde zurückgesetzt, oder etwas anderes antwortet an ihrer Stelle.',
    todo: 'Wurde die Kamera zurückgesetzt oder ersetzt, den Proxy neu starten.',
  },
  'capture/weaker-login': {
    what: 'Die Kamera verlangt ihr Passwort im Klartext, was sie vorher nicht tat; der Proxy sendet es nicht.',
    todo: 'Wurden die Anmelde-Einstellungen der Kamera geändert, den Proxy neu starten.',
  },
  'check/not-a-jpeg': {
    what: 'Ein Bild war gar kein Bild und wurde ausgelassen.',
    todo: 'Nichts zu tun; passiert es oft, die Kamera neu starten.',
  },
  'check/cut-short': {
    what: 'Ein Bild kam nur zum Teil an.',
    todo: 'Nichts zu tun; passiert es oft, für besseres WLAN an der Kamera sorgen.',
  },
  'check/unsupported': {
    what: 'Die Kamera sendet eine seltene Art von JPEG, die Browser nicht zeigen können.',
    todo: 'In den Einstellungen der Kamera ein anderes Bildformat oder eine andere Qualität wählen.',
  },
  'check/bad-size': {
    what: 'Die Kamera sendet Bilder mit mehr als 200 Megapixeln oder ganz ohne Größe.',
    todo: 'In den Einstellungen der Kamera eine andere Bildgröße wählen.',
  },
  'check/too-small': {
    what: 'Die Kamera sendet statt ihres Bildes ein einzelnes Pixel.',
    todo: 'Die Adresse des Bildes selbst eingeben; stimmte sie vorher, die Kamera neu starten.',
  },
  'notice/covered': {
    what: 'Es ist nichts mehr zu sehen.',
    todo: 'Nachsehen, ob das Objektiv verdeckt oder das Licht aus ist.',
  },
  'notice/frozen': {
    what: 'Das Bild hat sich seit einer halben Minute nicht verändert: Die Kamera hängt vielleicht.',
    todo: 'Wenn sich darin etwas bewegen müsste, die Kamera aus- und wieder einschalten.',
  },
  'deck/full': {
    what: 'Der Speicher dieses Geräts ist voll; die Aufnahme bis hierher bleibt erhalten.',
    todo: 'Filme woanders speichern und hier löschen, dann neu aufnehmen.',
  },
  'deck/failed': {
    what: 'Der Speicher dieses Geräts hat versagt; was vorher geschrieben wurde, bleibt erhalten.',
    todo: 'Den Browser schließen und Snapreel wieder öffnen; nicht fertige Aufnahmen stehen dann unter „Filme“.',
  },
  'deck/cleared': {
    what: 'Der Browser hat alles gelöscht, was diese Seite gespeichert hatte, auch die Filme: Das tun Browser, wenn das Gerät fast voll ist.',
    todo: 'Platz schaffen, die Seite neu laden und neu aufnehmen; ist Snapreel installiert, bleiben seine Filme verschont.',
  },
  'deck/unavailable': {
    what: 'In diesem Browser darf die Seite keine Filme speichern.',
    todo: 'Das private Fenster verlassen oder Snapreel in einem anderen Browser öffnen.',
  },
  'deck/locked': {
    what: 'Ein anderer Tab oder ein anderes Fenster nimmt das gerade auf.',
    todo: 'Dort weitermachen, oder es schließen und neu versuchen.',
  },
  'deck/newer': {
    what: 'Dieser Film stammt von einer neueren Version von Snapreel.',
    todo: 'Die Seite neu laden, um die neuere Version zu bekommen; der Film bleibt, wie er ist.',
  },
  'deck/missing': {
    what: 'Die Datei des Films ist auf diesem Gerät nicht mehr da.',
    todo: 'Den Film aus der Liste löschen; mehr lässt sich nicht tun.',
  },
  'deck/originals': {
    what: 'Nicht alle Originalbilder dieses Films sind noch auf diesem Gerät; der Film ist, wie er war.',
    todo: 'Bei „Gemacht aus“ den Film selbst wählen oder einen Teil, dessen Originale noch da sind.',
  },
  'draw/undecodable': {
    what: 'Der Browser konnte ein Bild nicht lesen; es wurde ausgelassen.',
    todo: 'Nichts zu tun; passiert es oft, die Kamera neu starten.',
  },
  'draw/format': {
    what: 'Diese Bilder haben ein Format, das dieser Browser nicht öffnen kann, etwa HEIC, JPEG XL oder TIFF.',
    todo: 'Die Kamera auf JPEG stellen (auf dem iPhone: Einstellungen, Kamera, Formate, Maximale Kompatibilität) oder Snapreel in Safari öffnen.',
  },
  'encode/unavailable': {
    what: 'Dieser Browser kann in dieser Bildgröße keine Filme machen.',
    todo: 'Den Encoder „ffmpeg“ oder eine andere Bildgröße wählen; die bisherigen Bilder bleiben erhalten.',
  },
  'encode/failed': {
    what: 'Der Encoder ist stehen geblieben und wird neu gestartet.',
    todo: 'Nichts zu tun; kommt es wieder vor, in den Optionen den anderen Encoder wählen.',
  },
  'encode/silent': {
    what: 'Die Encoder dieses Browsers antworten nicht; die Bilder bleiben erhalten.',
    todo: 'Den Browser schließen, Snapreel wieder öffnen und noch einmal „Fertigstellen“ drücken.',
  },
  'encode/core-missing': {
    what: 'Der Encoder ffmpeg ließ sich nicht laden.',
    todo: 'Einmal mit dem Netzwerk verbinden oder den Encoder „WebCodecs“ wählen.',
  },
  'film/failed': {
    what: 'Der Film ließ sich nicht zusammensetzen; seine Bilder bleiben erhalten.',
    todo: '„Filme“ öffnen und „Fertigstellen“ drücken, um es neu zu versuchen.',
  },
  'film/too-long': {
    what: 'Der Film ist für eine Datei dieser Größe zu lang; nichts wurde gespeichert.',
    todo: 'Eine größere Datei oder kleinere Bilder wählen oder zuerst einen Teil herausschneiden.',
  },
  'film/unlike': {
    what: 'Diese Filme passen nicht in einen; sie bleiben, wie sie sind.',
    todo: 'Zum Verbinden Filme einer Kamera und eines Tempos wählen; nebeneinander Filme von zwei bis neun Kameras.',
  },
  'film/overlap': {
    what: 'Diese Filme zeigen dieselbe Zeit und würden sie verbunden zweimal zeigen; sie bleiben, wie sie sind.',
    todo: 'Filme wählen, die aufeinander folgen.',
  },
  'record/empty': {
    what: 'Es war kein Bild zum Aufnehmen da.',
    todo: 'Warten, bis das Bild da ist, dann neu aufnehmen.',
  },
  'record/silent': {
    what: 'Der Browser hat die Aufnahme dieser Kamera gestoppt, vielleicht aus Mangel an Arbeitsspeicher.',
    todo: 'Neu versuchen; was bis dahin aufgenommen wurde, steht unter „Filme“.',
  },
  'record/bug': {
    what: 'In Snapreel selbst ist etwas schiefgegangen; was aufgenommen ist, bleibt erhalten.',
    todo: 'Die Seite neu laden; nicht fertige Aufnahmen stehen dann wieder unter „Filme“.',
  },
};

/** For each trouble one sentence saying what happened and one saying what to do. */

import type { Code } from '../../base/trouble';

export interface TroubleWords {
  readonly what: string;
  readonly todo: string;
}

export const troubleWords: Readonly<Record<Code, TroubleWords>> = {
  'capture/unreachable': {
    what: 'The camera does not answer.',
    todo: 'Check that it is switched on, that the address is right and that this device is on the same network.',
  },
  'capture/offline': {
    what: 'This device is not connected to a network.',
    todo: 'Turn on Wi-Fi; Snapreel goes on by itself.',
  },
  'capture/mixed-content': {
    what: 'This browser does not let a secure page (https) talk to a camera that only speaks http.',
    todo: 'Go through the proxy, or open Snapreel from the proxy on your own network.',
  },
  'capture/local-network-denied': {
    what: 'This browser was told not to let Snapreel reach devices on your network.',
    todo: 'Allow “Local network” for this page in the browser’s site settings, then try again.',
  },
  'capture/local-network-prompt': {
    what: 'The camera is on your own network, and the browser asks you before a page may reach it.',
    todo: 'Press “Allow” here, and “Allow” again in the browser’s question.',
  },
  'capture/no-cors': {
    what: 'The camera answers, but does not allow web pages to read its pictures.',
    todo: 'Go through the proxy: it fetches the pictures for this page.',
  },
  'capture/login': {
    what: 'The camera refuses the user name or the password.',
    todo: 'Enter them again; they are the ones of the camera, not of your Wi-Fi.',
  },
  'capture/forbidden': {
    what: 'The camera does not let this user see pictures.',
    todo: 'Use another user name, or give this one the right to view in the camera’s settings.',
  },
  'capture/not-found': {
    what: 'The camera answers, but has no picture at this address.',
    todo: 'Choose another family, or press “Find it for me”.',
  },
  'capture/busy': {
    what: 'The camera is busy: too many viewers, or asked too often.',
    todo: 'Close other viewers or ask for fewer pictures a second; Snapreel keeps trying.',
  },
  'capture/status': {
    what: 'The camera answers with an error of its own.',
    todo: 'Switch the camera off and on again; if that does not help, check the address.',
  },
  'capture/html': {
    what: 'This address shows a web page, not a picture.',
    todo: 'Use the address of the picture itself, choose the camera’s family, or press “Find it for me”.',
  },
  'capture/not-mjpeg': {
    what: 'The camera sends H.264 or another video coding here, which is not made of pictures.',
    todo: 'Choose “Picture by picture”, or set the camera’s stream to MJPEG.',
  },
  'capture/film': {
    what: 'This address hands out a film (MP4, AVI or WebM), not the camera’s live picture.',
    todo: 'Use the address of the picture or of the MJPEG stream, or press “Find it for me”.',
  },
  'capture/not-a-picture': {
    what: 'What comes from this address is not a picture.',
    todo: 'Check the address, choose the camera’s family, or press “Find it for me”.',
  },
  'capture/connections': {
    what: 'This browser opens only six connections to one camera or proxy at a time, and none is left for another stream.',
    todo: 'Close one of the other cameras, also in other tabs, or set some of them to “Picture by picture”.',
  },
  'capture/timeout': {
    what: 'The camera took too long to answer.',
    todo: 'Move it closer to the Wi-Fi or ask for smaller or fewer pictures; Snapreel keeps trying.',
  },
  'capture/interrupted': {
    what: 'The camera closed the connection before a whole picture had come.',
    todo: 'Nothing to do: Snapreel connects again by itself.',
  },
  'capture/too-large': {
    what: 'The camera sent more than 128 MB without coming to the end of a picture.',
    todo: 'Choose a smaller picture size in the camera’s settings.',
  },
  'capture/bad-address': {
    what: 'This is not an address of a camera.',
    todo: 'Type something like 192.168.1.20 or http://192.168.1.20:81.',
  },
  'capture/rtsp': {
    what: 'This is an RTSP address, and browsers cannot open those.',
    todo: 'Use the camera’s picture or MJPEG address, which begins with http://: choose its family, or press “Find it for me”.',
  },
  'capture/address-login': {
    what: 'Part of this address may be a password.',
    todo: 'Type user name and password into their own fields, not into the address; an @ that belongs to its path is written %40.',
  },
  'capture/redirect': {
    what: 'The camera sends Snapreel to another address.',
    todo: 'Enter that other address instead: open the camera’s page to see it.',
  },
  'capture/proxy': {
    what: 'The proxy does not answer.',
    todo: 'Start it again (“npm start”), then reload this page.',
  },
  'capture/proxy-token': {
    what: 'The proxy has been started again and does not know this device any more.',
    todo: 'Open the link that it printed then; what runs here goes on by itself.',
  },
  'capture/proxy-refused': {
    what: 'The proxy fetches pictures from your own network only, and this address is not on it.',
    todo: 'Use the camera’s address at home (192.168…, 10… or 172.16 to 31…).',
  },
  'capture/proxy-allow': {
    what: 'This address is on the proxy’s own computer, or one that only works beside it; the proxy asks such a camera only when told to.',
    todo: 'Start the proxy again with “--allow” and this address and port, for instance --allow 127.0.0.1:8081.',
  },
  'capture/proxy-itself': {
    what: 'This is the address of Snapreel’s proxy, not of a camera.',
    todo: 'Enter the camera’s own address and port.',
  },
  'capture/proxy-port': {
    what: 'Something other than a camera usually listens at this port, so the proxy does not ask there.',
    todo: 'Check the port; if the camera is there, start the proxy again with “--allow” and its address and port.',
  },
  'capture/proxy-command': {
    what: 'This address is a command that changes the camera, and the proxy does not pass it on.',
    todo: 'Enter the address of the picture instead; change the camera on its own page.',
  },
  'capture/proxy-secret': {
    what: 'This address would show the camera’s passwords or system files, and the proxy does not pass it on.',
    todo: 'Enter the address of the picture instead.',
  },
  'capture/proxy-path': {
    what: 'This address leads out of its folder (“..” or “\\”), and the proxy does not pass it on.',
    todo: 'Enter the address without that part.',
  },
  'capture/certificate': {
    what: 'The camera shows another certificate than before: it was reset, or something else answers in its place.',
    todo: 'If you reset or replaced the camera, start the proxy again.',
  },
  'capture/weaker-login': {
    what: 'The camera asks for its password in plain text, which it did not before; the proxy does not send it.',
    todo: 'If you changed the camera’s login settings, start the proxy again.',
  },
  'check/not-a-jpeg': {
    what: 'A picture was no picture at all and was left out.',
    todo: 'Nothing to do; if it happens often, restart the camera.',
  },
  'check/cut-short': {
    what: 'A picture came only in part.',
    todo: 'Nothing to do; if it happens often, improve the camera’s Wi-Fi.',
  },
  'check/unsupported': {
    what: 'The camera sends a rare kind of JPEG that browsers cannot show.',
    todo: 'Choose another picture format or quality in the camera’s settings.',
  },
  'check/bad-size': {
    what: 'The camera sends pictures of more than 200 megapixels, or of no size at all.',
    todo: 'Choose another picture size in the camera’s settings.',
  },
  'check/too-small': {
    what: 'The camera sends a single pixel in place of its picture.',
    todo: 'Use the address of the picture itself; if it was right before, restart the camera.',
  },
  'notice/covered': {
    what: 'There is nothing to be seen any more.',
    todo: 'Look whether the lens is covered, or the light is off.',
  },
  'notice/frozen': {
    what: 'The picture has not changed for half a minute: the camera may have frozen.',
    todo: 'If something should move in it, switch the camera off and on again.',
  },
  'deck/full': {
    what: 'The storage of this device is full; the recording so far is kept.',
    todo: 'Save films elsewhere and delete them here, then record again.',
  },
  'deck/failed': {
    what: 'The storage of this device failed; what was written before is kept.',
    todo: 'Close the browser and open Snapreel again; unfinished recordings are offered in Films.',
  },
  'deck/cleared': {
    what: 'The browser has deleted everything this page had stored, films too: browsers do that when the device is nearly full.',
    todo: 'Make room, reload the page and record again; installed on the device, Snapreel’s films are left alone.',
  },
  'deck/unavailable': {
    what: 'This browser does not let the page store films.',
    todo: 'Leave the private window, or open Snapreel in another browser.',
  },
  'deck/locked': {
    what: 'Another tab or window is recording this.',
    todo: 'Go on there, or close it and try again.',
  },
  'deck/newer': {
    what: 'This film was made by a newer version of Snapreel.',
    todo: 'Reload the page to get the newer version; the film stays as it is.',
  },
  'deck/missing': {
    what: 'The film’s file is gone from this device.',
    todo: 'Delete it from the list; nothing else can be done.',
  },
  'deck/originals': {
    what: 'Not all original pictures of this film are on this device any more; the film is as it was.',
    todo: 'Choose “The film itself” to make it of, or a part whose originals are there.',
  },
  'draw/undecodable': {
    what: 'The browser could not read a picture, and it was left out.',
    todo: 'Nothing to do; if it happens often, restart the camera.',
  },
  'draw/format': {
    what: 'These pictures are in a format that this browser cannot open, such as HEIC, JPEG XL or TIFF.',
    todo: 'Set the camera to JPEG (on an iPhone: Settings, Camera, Formats, Most Compatible), or open Snapreel in Safari.',
  },
  'encode/unavailable': {
    what: 'This browser cannot make films of this picture size.',
    todo: 'Choose the engine “ffmpeg” or another picture size; the pictures taken so far are kept.',
  },
  'encode/failed': {
    what: 'The film engine stopped and is started again.',
    todo: 'Nothing to do; if it comes back, choose the other engine in Options.',
  },
  'encode/silent': {
    what: 'The film engines of this browser do not answer; the pictures are kept.',
    todo: 'Close the browser, open Snapreel again and press “Finish” once more.',
  },
  'encode/core-missing': {
    what: 'The ffmpeg engine could not be loaded.',
    todo: 'Connect to the network once, or choose the engine “WebCodecs”.',
  },
  'film/failed': {
    what: 'The film could not be put together; its pictures are kept.',
    todo: 'Open Films and press “Finish” to try again.',
  },
  'film/too-long': {
    what: 'The film is too long for a file of this size; nothing was saved.',
    todo: 'Choose a larger size or smaller pictures, or cut a part out first.',
  },
  'film/unlike': {
    what: 'These films do not go together in one; they stay as they are.',
    todo: 'To join, choose films of one camera and one speed; side by side, films of two to nine cameras.',
  },
  'film/overlap': {
    what: 'These films show the same time, and joined they would show it twice; they stay as they are.',
    todo: 'Choose films that follow one another.',
  },
  'record/empty': {
    what: 'There was no picture to record.',
    todo: 'Wait until the picture is there, then record again.',
  },
  'record/silent': {
    what: 'The browser stopped this camera’s recorder, perhaps for want of memory.',
    todo: 'Try again; what was recorded until then is offered in Films.',
  },
  'record/bug': {
    what: 'Something in Snapreel itself went wrong; what was recorded is kept.',
    todo: 'Reload the page; unfinished recordings are offered again in Films.',
  },
};

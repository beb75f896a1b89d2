/** Spanish: for each trouble one sentence saying what happened and one saying what to do. */

import type { troubleWords as English } from '../trouble';

export const troubleWords: typeof English = {
  'capture/unreachable': {
    what: 'La cámara no responde.',
    todo: 'Compruebe que está encendida, que la dirección es correcta y que este dispositivo está en la misma red.',
  },
  'capture/offline': {
    what: 'Este dispositivo no está conectado a ninguna red.',
    todo: 'Active la red Wi-Fi; Snapreel sigue por sí solo.',
  },
  'capture/mixed-content': {
    what: 'Este navegador no deja que una página segura (https) hable con una cámara que solo entiende http.',
    todo: 'Use el proxy, o abra Snapreel desde el proxy de la red local.',
  },
  'capture/local-network-denied': {
    what: 'Este navegador tiene bloqueado el acceso de Snapreel a los dispositivos de la red.',
    todo: 'Permita «Red local» para esta página en la configuración de sitios del navegador y vuelva a intentarlo.',
  },
  'capture/local-network-prompt': {
    what: 'La cámara está en la red local, y el navegador pregunta antes de dejar que una página acceda a ella.',
    todo: 'Pulse «Permitir» aquí y otra vez «Permitir» en la pregunta del navegador.',
  },
  'capture/no-cors': {
    what: 'La cámara responde, pero no permite que las páginas web lean sus imágenes.',
    todo: 'Use el proxy: pide las imágenes en nombre de esta página.',
  },
  'capture/login': {
    what: 'La cámara rechaza el usuario o la contraseña.',
    todo: 'Escríbalos de nuevo; son los de la cámara, no los de la red Wi-Fi.',
  },
  'capture/forbidden': {
    what: 'La cámara no deja que este usuario vea imágenes.',
    todo: 'Use otro usuario, o dé a este permiso para ver en los ajustes de la cámara.',
  },
  'capture/not-found': {
    what: 'La cámara responde, pero no tiene ninguna imagen en esta dirección.',
    todo: 'Elija otro tipo de cámara, o pulse «Buscar cámara».',
  },
  'capture/busy': {
    what: 'La cámara está ocupada: demasiada gente la mira, o se le piden imágenes demasiado a menudo.',
    todo: 'Ciérrela en otros programas o pida menos imágenes por segundo; Snapreel sigue intentándolo.',
  },
  'capture/status': {
    what: 'La cámara responde con un error propio.',
    todo: 'Apague y encienda la cámara; si no sirve, compruebe la dirección.',
  },
  'capture/html': {
    what: 'Esta dirección muestra una página web, no una imagen.',
    todo: 'Use la dirección de la propia imagen, elija el tipo de cámara, o pulse «Buscar cámara».',
  },
  'capture/not-mjpeg': {
    what: 'La cámara envía aquí H.264 u otro códec de video, que no consta de imágenes.',
    todo: 'Elija «Imagen por imagen», o ponga la transmisión de la cámara en MJPEG.',
  },
  'capture/film': {
    what: 'Esta dirección entrega un video (MP4, AVI o WebM), no la imagen en vivo de la cámara.',
    todo: 'Use la dirección de la imagen o de la transmisión MJPEG, o pulse «Buscar cámara».',
  },
  'capture/not-a-picture': {
    what: 'Lo que llega de esta dirección no es una imagen.',
    todo: 'Compruebe la dirección, elija el tipo de cámara, o pulse «Buscar cámara».',
  },
  'capture/connections': {
    what: 'Este navegador solo abre seis conexiones a la vez con una cámara o un proxy, y no queda ninguna libre.',
    todo: 'Cierre otra cámara, también en otras pestañas, o ponga alguna en «Imagen por imagen».',
  },
  'capture/timeout': {
    what: 'La cámara tardó demasiado en responder.',
    todo: 'Acérquela al router Wi-Fi, o pida menos imágenes o más pequeñas; Snapreel sigue intentándolo.',
  },
  'capture/interrupted': {
    what: 'La cámara cerró la conexión antes de enviar una imagen completa.',
    todo: 'No hay que hacer nada: Snapreel se conecta de nuevo por sí solo.',
  },
  'capture/too-large': {
    what: 'La cámara envió más de 128 MB sin llegar al final de una imagen.',
    todo: 'Elija un tamaño de imagen más pequeño en los ajustes de la cámara.',
  },
  'capture/bad-address': {
    what: 'Esta no es la dirección de una cámara.',
    todo: 'Escriba algo como 192.168.1.20 o http://192.168.1.20:81.',
  },
  'capture/rtsp': {
    what: 'Esta es una dirección RTSP, y los navegadores no pueden abrirlas.',
    todo: 'Use la dirección de imagen o MJPEG, que empieza por http://: elija el tipo de cámara, o pulse «Buscar cámara».',
  },
  'capture/address-login': {
    what: 'Una parte de esta dirección podría ser una contraseña.',
    todo: 'Escriba usuario y contraseña en sus propios campos; si la ruta de la dirección lleva una @, escríbala como %40.',
  },
  'capture/redirect': {
    what: 'La cámara remite a Snapreel a otra dirección.',
    todo: 'Escriba esa otra dirección: para verla, abra la página de la cámara.',
  },
  'capture/proxy': {
    what: 'El proxy no responde.',
    todo: 'Inícielo de nuevo («npm start») y recargue esta página.',
  },
  'capture/proxy-token': {
    what: 'El proxy se inició de nuevo y ya no conoce este dispositivo.',
    todo: 'Abra el enlace que mostró al iniciarse; lo que está en marcha aquí sigue por sí solo.',
  },
  'capture/proxy-refused': {
    what: 'El proxy solo pide imágenes dentro de la red local, y esta dirección no está en ella.',
    todo: 'Use la dirección de la cámara en la red de casa (192.168…, 10… o de 172.16… a 172.31…).',
  },
  'capture/proxy-allow': {
    what: 'Esta dirección es del propio equipo del proxy, o solo vale junto a él; el proxy no la usa sin permiso.',
    todo: 'Inicie el proxy de nuevo con «--allow» y esta dirección y puerto, por ejemplo --allow 127.0.0.1:8081.',
  },
  'capture/proxy-itself': {
    what: 'Esta es la dirección del proxy de Snapreel, no la de una cámara.',
    todo: 'Escriba la dirección y el puerto de la propia cámara.',
  },
  'capture/proxy-port': {
    what: 'En este puerto suele responder algo que no es una cámara; por eso el proxy no pregunta ahí.',
    todo: 'Compruebe el puerto; si la cámara está ahí, inicie el proxy de nuevo con «--allow» y su dirección y puerto.',
  },
  'capture/proxy-command': {
    what: 'Esta dirección es una orden que cambia la cámara, y el proxy no la transmite.',
    todo: 'Escriba la dirección de la imagen; los cambios se hacen en la página de la propia cámara.',
  },
  'capture/proxy-secret': {
    what: 'Esta dirección mostraría contraseñas o archivos internos de la cámara, y el proxy no la transmite.',
    todo: 'Escriba la dirección de la imagen.',
  },
  'capture/proxy-path': {
    what: 'Esta dirección sale de su carpeta («..» o «\\»), y el proxy no la transmite.',
    todo: 'Escriba la dirección sin esa parte.',
  },
  'capture/certificate': {
    what: 'La cámara muestra otro certificado que antes: se restableció, o algo responde en su lugar.',
    todo: 'Si usted restableció o cambió la cámara, inicie el proxy de nuevo.',
  },
  'capture/weaker-login': {
    what: 'La cámara pide ahora la contraseña sin cifrar, cosa que antes no hacía; el proxy no la envía.',
    todo: 'Si usted cambió los ajustes de acceso de la cámara, inicie el proxy de nuevo.',
  },
  'check/not-a-jpeg': {
    what: 'Lo que llegó no era ninguna imagen y se omitió.',
    todo: 'No hay que hacer nada; si pasa a menudo, reinicie la cámara.',
  },
  'check/cut-short': {
    what: 'Una imagen llegó incompleta.',
    todo: 'No hay que hacer nada; si pasa a menudo, mejore la señal Wi-Fi de la cámara.',
  },
  'check/unsupported': {
    what: 'La cámara envía un tipo de JPEG poco común que los navegadores no pueden mostrar.',
    todo: 'Elija otro formato o calidad de imagen en los ajustes de la cámara.',
  },
  'check/bad-size': {
    what: 'La cámara envía imágenes de más de 200 megapíxeles, o sin tamaño alguno.',
    todo: 'Elija otro tamaño de imagen en los ajustes de la cámara.',
  },
  'check/too-small': {
    what: 'La cámara envía un solo píxel en lugar de su imagen.',
    todo: 'Use la dirección de la propia imagen; si antes era correcta, reinicie la cámara.',
  },
  'notice/covered': {
    what: 'En la imagen ya no se ve nada.',
    todo: 'Mire si algo tapa la lente o si la luz está apagada.',
  },
  'notice/frozen': {
    what: 'La imagen no cambia desde hace medio minuto: puede que la cámara se haya bloqueado.',
    todo: 'Si algo debería moverse en ella, apague y encienda la cámara.',
  },
  'deck/full': {
    what: 'El almacenamiento de este dispositivo está lleno; lo grabado hasta ahora se conserva.',
    todo: 'Guarde videos en otro lugar y elimínelos aquí; después, grabe de nuevo.',
  },
  'deck/failed': {
    what: 'Falló el almacenamiento de este dispositivo; lo escrito antes se conserva.',
    todo: 'Cierre el navegador y abra Snapreel de nuevo; las grabaciones sin terminar están en Videos.',
  },
  'deck/cleared': {
    what: 'El navegador ha borrado todo lo que esta página había guardado, también los videos: lo hacen cuando el dispositivo está casi lleno.',
    todo: 'Haga sitio, recargue la página y vuelva a grabar; si Snapreel está instalado, sus videos no se tocan.',
  },
  'deck/unavailable': {
    what: 'Este navegador no deja que la página guarde videos.',
    todo: 'Salga de la ventana privada, o abra Snapreel en otro navegador.',
  },
  'deck/locked': {
    what: 'Otra pestaña o ventana está grabando esto.',
    todo: 'Siga allí, o ciérrela y vuelva a intentarlo.',
  },
  'deck/newer': {
    what: 'Este video se hizo con una versión más nueva de Snapreel.',
    todo: 'Recargue la página para obtener la versión nueva; el video queda como está.',
  },
  'deck/missing': {
    what: 'El archivo del video ya no está en este dispositivo.',
    todo: 'Elimínelo de la lista; no se puede hacer nada más.',
  },
  'deck/originals': {
    what: 'Ya no están en este dispositivo todas las imágenes originales de este video; el video sigue como estaba.',
    todo: 'Elija «El propio video» como origen, o un fragmento cuyas imágenes originales se conserven.',
  },
  'draw/undecodable': {
    what: 'El navegador no pudo leer una imagen, y se omitió.',
    todo: 'No hay que hacer nada; si pasa a menudo, reinicie la cámara.',
  },
  'draw/format': {
    what: 'Estas imágenes están en un formato que este navegador no puede abrir, como HEIC, JPEG XL o TIFF.',
    todo: 'Ponga la cámara en JPEG (en un iPhone: Ajustes o Configuración, Cámara, Formatos, Más compatible), o abra Snapreel en Safari.',
  },
  'encode/unavailable': {
    what: 'Este navegador no puede crear videos con este tamaño de imagen.',
    todo: 'Elija el motor «ffmpeg» u otro tamaño de imagen; las imágenes recibidas se conservan.',
  },
  'encode/failed': {
    what: 'El motor de video se detuvo y se inicia de nuevo.',
    todo: 'No hay que hacer nada; si se repite, elija el otro motor en «Opciones».',
  },
  'encode/silent': {
    what: 'Los motores de video de este navegador no responden; las imágenes se conservan.',
    todo: 'Cierre el navegador, abra Snapreel de nuevo y pulse otra vez «Terminar».',
  },
  'encode/core-missing': {
    what: 'No se pudo cargar el motor ffmpeg.',
    todo: 'Conéctese una vez a la red, o elija el motor «WebCodecs».',
  },
  'film/failed': {
    what: 'No se pudo montar el video; sus imágenes se conservan.',
    todo: 'Abra Videos y pulse «Terminar» para intentarlo de nuevo.',
  },
  'film/too-long': {
    what: 'El video es demasiado largo para un archivo de este tamaño; no se guardó nada.',
    todo: 'Elija un tamaño mayor o imágenes más pequeñas, o corte antes un fragmento.',
  },
  'film/unlike': {
    what: 'Estos videos no pueden formar uno solo; quedan como están.',
    todo: 'Para unir, elija videos de una cámara y de una velocidad; uno al lado de otro, videos de dos a nueve cámaras.',
  },
  'film/overlap': {
    what: 'Estos videos muestran el mismo momento y, unidos, lo mostrarían dos veces; quedan como están.',
    todo: 'Elija videos que vayan uno detrás de otro.',
  },
  'record/empty': {
    what: 'No había ninguna imagen que grabar.',
    todo: 'Espere a que haya imagen y grabe de nuevo.',
  },
  'record/silent': {
    what: 'El navegador detuvo la grabadora de esta cámara, quizá por falta de memoria.',
    todo: 'Vuelva a intentarlo; lo grabado hasta entonces está en Videos.',
  },
  'record/bug': {
    what: 'Algo falló en el propio Snapreel; lo grabado se conserva.',
    todo: 'Recargue la página; las grabaciones sin terminar están en Videos.',
  },
};

/** Spanish: the keys of a screen. */
import type { Translation } from '../../translation';

const names: Readonly<Record<string, string>> = {
  ' ': 'Espacio',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  PageUp: 'Re Pág',
  PageDown: 'Av Pág',
  Home: 'Inicio',
  End: 'Fin',
  Delete: 'Supr',
  Backspace: 'Retroceso',
  Enter: 'Intro',
  Escape: 'Esc',
  Tab: 'Tab',
  'Shift+': 'Mayús + flecha',
  'Ctrl+Z': 'Ctrl + Z',
  'Ctrl+Y': 'Ctrl + Y',
  'Ctrl+Shift+Z': 'Ctrl + Mayús + Z',
};

const actions: Translation['keyWords']['actions'] = {
  record: 'Iniciar y detener la grabación',
  shutter: 'Capturar la imagen',
  mark: 'Poner una marca',
  enlarge: 'Ampliar la imagen',
  shrink: 'Reducirla de nuevo',
  unzoom: 'Volver a mostrarla entera',
  pan: 'Desplazarse por la imagen ampliada',
  play: 'Reproducir y pausar',
  step: 'Una imagen atrás o adelante',
  full: 'Llenar la pantalla, y volver',
  cutFirst: 'El fragmento empieza en esta imagen',
  cutLast: 'El fragmento termina en esta imagen',
  seek: 'Recorrer la película, con la línea de tiempo seleccionada',
  cutHandle: 'Mover el extremo seleccionado del fragmento',
  handle: 'Mover el marco, la esquina o la máscara que esté seleccionada',
  resize: 'Agrandar o reducir el marco',
  removeMask: 'Quitar la máscara seleccionada',
  cell: 'Ir de una casilla a otra',
  toggleCell: 'Contar la casilla o no',
  usual: 'Devolver el control seleccionado a su valor habitual',
  undo: 'Deshacer el último cambio',
  redo: 'Rehacerlo',
};

export const keyWords: Translation['keyWords'] = {
  title: 'Teclas',
  done: 'Listo',
  here: 'En esta pantalla',
  none: 'Esta pantalla no tiene teclas propias.',
  everywhere: 'En todas partes',
  general: [
    ['Ir al siguiente botón o campo', ['Tab']],
    ['Pulsar el botón seleccionado', ['Enter', ' ']],
    ['Cerrar lo que esté abierto', ['Escape']],
    ['Mostrar las teclas', ['?']],
  ],
  actions,
  names,
};

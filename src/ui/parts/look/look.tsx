/** How pictures look: its fields alone, and the editor over a picture, be it live or one of a film. */

export { LookEditor } from './editor';
export { LookFields } from './fields';

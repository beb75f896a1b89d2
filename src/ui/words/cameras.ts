/** The sentences about choosing cameras; those of the form and of moving one: late/cameras.ts. */

export const cameraWords = {
  title: 'Cameras',
  list: 'Saved cameras',
  none: 'No camera is saved yet.',
  others: 'Without a camera',
  open: 'Open',
  edit: 'Edit',
  add: 'Add camera',
  remove: 'Delete',
  removed: (name: string) => `“${name}” was deleted.`,
  saved: (name: string) => `“${name}” was saved.`,
  split: 'User name and password were taken out of the address.',
  addTitle: 'Add camera',
  editTitle: (name: string) => `Edit ${name}`,

  families: {
    netwave: 'EasyN / Foscam (Netwave)',
    snapshot: 'Any picture address',
    mjpeg: 'Any MJPEG address',
  },

  move: { title: 'Move camera' },
};

/**
 * How large things are. A picture may be so large, from a camera, out of a file or off the tape: the same on every way, so that what can be opened can
 * also be recorded. (The proxy has its own copy of the length: it imports nothing from here.)
 */

/** The largest sensor in a phone, sold as "200 megapixels"; a decoded picture of it takes 800 MB as RGBA. */
export const mostPicturePx = 16384 * 12288;

/** Room for such a picture with a film behind it (motion photos), at the best quality a phone writes. */
export const mostPictureBytes = 128 * 1024 * 1024;

/** What a moving picture takes, bytes a pixel, about: of cameras' pictures. A GIF: .2 for most of them, .5 for those of the most noise. */
export const movingBytesPerPixel = { gif: 0.35, webp: 0.08 } as const;

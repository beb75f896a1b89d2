/** A family of cameras: what its addresses are and how it asks for a login. */

/**
 * How a login travels. 'auto': whatever the camera asks for. Query keys: as two parameters of the address, because
 * such cameras ignore Basic or are easier to reach so (no preflight). `userKey` is empty where there is only a password.
 */
export type Login = 'none' | 'auto' | 'basic' | 'digest' | { readonly userKey: string; readonly passwordKey: string };

export interface Family {
  readonly key: string;
  /** Brands, for people to find theirs. */
  readonly name: string;
  /**
   * Path and query of one picture and of the endless stream; undefined where the camera has none. A leading `:81` is a
   * port of its own. `{user}` and `{password}` stand where the login goes, `{rate}` and `{resolution}` for Netwave's
   * codes, `{fps}` for the asked rate, `{name=1}` for the path of the camera's address (1 if there is none),
   * `{random}` for anything new.
   */
  readonly snapshot?: string;
  readonly mjpeg?: string;
  /** Of one picture larger than those of the stream, where the camera has such an address: for the shutter. As the two above. */
  readonly still?: string;
  readonly login: Login;
  /** Where cameras of this family listen as they come from the factory. */
  readonly port: number;
  /** How the name begins by which its web server calls itself, where that is its own and not that of a common one. */
  readonly server?: string;
  /** What must be known, for people. */
  readonly oddities?: string;
  /** Where the paths were read. */
  readonly source: string;
}

/** What every field of a Look needs. */
import type { Look } from '../../../base/look/look';

export interface FieldsProps {
  readonly look: Look;
  /** `isDone` is false while a slider is still being moved. */
  readonly onLook: (look: Look, isDone?: boolean) => void;
}

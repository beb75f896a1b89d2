/** The hours of a camera, in its sheet. Nothing of a draft counts before Done: half a schedule would begin half a film. */

import { defaultSchedule, type Schedule, type ScheduleFault } from '../../../base/schedule';
import { ChoiceField, TextField } from '../../parts/fields/fields';
import { scheduleWords as say } from '../../words/late/when';

interface Props {
  readonly draft: Schedule;
  /** Once it has been tried to leave the sheet with it. */
  readonly fault: ScheduleFault | undefined;
  readonly today: string;
  readonly onDraft: (draft: Schedule) => void;
}

export function ScheduleFields({ draft, fault, today, onDraft }: Props) {
  const { use, repeat, date, from, until } = draft;
  const set = (change: Partial<Schedule>) => onDraft({ ...draft, ...change });
  const at = (...faults: readonly ScheduleFault[]) => (fault && faults.includes(fault) ? say.faults[fault] : '');
  return (
    <>
      <ChoiceField<Schedule['use']>
        label={say.title}
        about={use === 'off' ? '' : say.about}
        value={use}
        choices={(['off', 'film', 'motion'] as const).map((one) => [one, say.uses[one]])}
        onValue={(value) => set({ use: value })}
      />
      {use !== 'off' && (
        <>
          <ChoiceField<Schedule['repeat']>
            label={say.repeat}
            value={repeat}
            choices={(['weekly', 'once'] as const).map((one) => [one, say.repeats[one]])}
            onValue={(value) => set({ repeat: value, date: date || today })}
          />
          {repeat === 'weekly' ? (
            <Days draft={draft} fault={at('no-days')} onDraft={onDraft} />
          ) : (
            <TextField
              label={say.date}
              type="date"
              value={date}
              fault={at('no-date', 'past')}
              onValue={(value) => set({ date: value })}
            />
          )}
          <TextField label={say.from} type="time" step="any" value={from} onValue={(value) => set({ from: value })} />
          <TextField
            label={say.until}
            type="time"
            step="any"
            value={until}
            about={until < from ? say.nextDay : ''}
            fault={at('no-time', 'same', 'never')}
            onValue={(value) => set({ until: value })}
          />
        </>
      )}
    </>
  );
}

/** From Monday on. */
const week = [1, 2, 3, 4, 5, 6, 0];

function Days({ draft, fault, onDraft }: Pick<Props, 'draft' | 'onDraft'> & { readonly fault: string }) {
  const { days } = draft;
  const chosen = (day: number, on: boolean) =>
    defaultSchedule.days.filter((one) => (one === day ? on : days.includes(one)));
  return (
    <fieldset class="days">
      <legend>{say.days}</legend>
      {week.map((day) => (
        <label key={day}>
          <input
            type="checkbox"
            checked={days.includes(day)}
            onChange={(event) => onDraft({ ...draft, days: chosen(day, event.currentTarget.checked) })}
          />
          {say.day(day)}
        </label>
      ))}
      {fault && (
        <small class="fault" role="alert">
          {fault}
        </small>
      )}
    </fieldset>
  );
}

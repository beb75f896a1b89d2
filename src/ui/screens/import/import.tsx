/** Make a film from pictures: what to make it of and how, then progress, then the film. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { defaultRecordingOptions, type Quality, type RecordingOptions } from '../../../base/options';
import { codeOf } from '../../../base/trouble';
import type {
  Importer,
  ImportProgress,
  ImportResult,
  ImportSurvey,
  ImportWish,
  OpenFrame,
} from '../../../remote/remote';
import { type Chosen, droppedFiles, filesOf } from '../../model/import-files';
import { useModel } from '../../model/model';
import { ChoiceField, TextField } from '../../parts/fields/fields';
import { FrameEditor } from '../../parts/frame/frame';
import { LookFields } from '../../parts/look/look';
import { DayFields } from '../../parts/pace/day';
import { PaceFields } from '../../parts/pace/pace';
import { importWords as say } from '../../words/late/import';
import { optionWords } from '../../words/late/live';
import { lookWords } from '../../words/late/look';
import { makingWords } from '../../words/late/making';
import { words } from '../../words/words';
import { doneText, ImportedFilms, Notes } from './result';
import '../../look/import.css';

type Stage =
  | { readonly kind: 'choosing' }
  | { readonly kind: 'making'; readonly progress: ImportProgress }
  | { readonly kind: 'made'; readonly result: ImportResult };

/** Before a film is made nobody knows it. */
const unknownSize = { widthPx: 0, heightPx: 0 };

const begun: ImportProgress = { filmId: '', done: 0, all: 0, leftMs: Number.POSITIVE_INFINITY };

/** Stays on the page while other screens are looked at: an import goes on meanwhile. */
export function ImportScreen({ hidden }: { readonly hidden: boolean }) {
  const model = useModel();
  const [stage, setStage] = useState<Stage>({ kind: 'choosing' });
  const importer = useRef<Importer | undefined>(undefined);
  useEffect(() => {
    importer.current = model.door.openImporter();
    return () => importer.current?.close();
  }, []);
  const making = stage.kind === 'making';
  useEffect(() => {
    if (!making) return;
    const warn = (event: Event) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [making]);

  const make = async (wish: ImportWish) => {
    model.act.dismiss();
    setStage({ kind: 'making', progress: begun });
    try {
      const result = await importer.current?.make(wish, (progress) => setStage({ kind: 'making', progress }));
      setStage(result ? { kind: 'made', result } : { kind: 'choosing' });
      if (!result) return;
      await model.act.films.load();
      model.act.say(doneText(result));
    } catch (error) {
      setStage({ kind: 'choosing' });
      model.patch({ trouble: { code: codeOf(error), detail: error instanceof Error ? error.message : '' } });
    }
  };
  const survey: ChoosingProps['onSurvey'] = async (wish) => importer.current?.survey(wish);
  const cancel = async () => {
    await importer.current?.cancel();
    model.act.say(say.cancelled);
  };

  return (
    <section class="page form import" hidden={hidden}>
      <h1>{say.title}</h1>
      {stage.kind === 'making' && <Making progress={stage.progress} onCancel={cancel} />}
      {stage.kind === 'made' && <ImportedFilms result={stage.result} onAgain={() => setStage({ kind: 'choosing' })} />}
      {/* Kept, so that a cancelled import can be begun again with other choices. */}
      <Choosing
        hidden={stage.kind !== 'choosing'}
        onMake={make}
        onSurvey={survey}
        onFrame={(wish, canvas) => importer.current!.openFrame(wish, canvas)}
      />
    </section>
  );
}

interface ChoosingProps {
  readonly hidden: boolean;
  readonly onMake: (wish: ImportWish) => void;
  readonly onSurvey: (wish: Omit<ImportWish, 'options'>) => Promise<ImportSurvey | undefined>;
  readonly onFrame: (wish: ImportWish, canvas: HTMLCanvasElement) => Promise<OpenFrame>;
}

/** What the times of the chosen files say, looked up again whenever a choice changes them. */
function useSurvey(wish: Omit<ImportWish, 'options'>, onSurvey: ChoosingProps['onSurvey']): ImportSurvey | undefined {
  const [survey, setSurvey] = useState<ImportSurvey | undefined>(undefined);
  const { files, times, fps, jumps } = wish;
  useEffect(() => {
    setSurvey(undefined);
    if (files.length === 0) return;
    let isStale = false;
    // A worker that ends meanwhile has nothing to say: the film can be made without.
    onSurvey(wish).then(
      (found) => isStale || setSurvey(found),
      () => undefined,
    );
    return () => {
      isStale = true;
    };
  }, [files, times, fps, jumps]);
  return survey;
}

function Choosing({ hidden, onMake, onSurvey, onFrame }: ChoosingProps) {
  const { given, patch } = useModel();
  const [files, setFiles] = useState<Chosen>([]);
  useEffect(() => {
    if (given.value.length === 0) return;
    setFiles(given.value);
    patch({ given: [] });
  }, [given.value]);
  const [times, setTimes] = useState<ImportWish['times']>('auto');
  const [fps, setFps] = useState('15');
  const [jumps, setJumps] = useState<ImportWish['jumps']>('auto');
  const [options, setOptions] = useState<RecordingOptions>(defaultRecordingOptions);
  const [draws, setDraws] = useState(false);
  const set = (change: Partial<RecordingOptions>) => setOptions((last) => ({ ...last, ...change }));
  const wish = { files, times, fps: Number(fps) || 15, jumps };
  const survey = useSurvey(wish, onSurvey);
  const whole: ImportWish = { ...wish, options: { ...options, name: options.name.trim() || plainName(files) } };
  const submit = (event: Event) => {
    event.preventDefault();
    onMake(whole);
  };
  const bytes = files.reduce((sum, { file }) => sum + file.size, 0);
  return (
    <>
      <form onSubmit={submit} hidden={hidden}>
        <p>{say.lead}</p>
        <Picker onChosen={setFiles} />
        <p>{files.length > 0 ? say.chosen(files.length, bytes) : say.nothingChosen}</p>
        <TextField
          label={say.name}
          value={options.name}
          placeholder={plainName(files)}
          onValue={(name) => set({ name })}
        />
        <ChoiceField
          label={optionWords.quality}
          value={options.quality}
          choices={(['auto', 'fast', 'small'] as const satisfies readonly Quality[]).map((key) => [
            key,
            optionWords.qualities[key],
          ])}
          onValue={(quality: Quality) => set({ quality })}
        />
        <PaceFields
          pace={options}
          askedFps={wish.fps}
          size={unknownSize}
          onPace={({ rate, lapse }) => set({ rate, lapse })}
        />
        {options.lapse && <DayFields lapse={options.lapse} onLapse={(lapse) => set({ lapse })} />}
        <ChoiceField
          label={say.times}
          value={times}
          choices={(['auto', 'names', 'exif', 'dates', 'rate'] as const).map((key) => [key, timesText(key, survey)])}
          onValue={setTimes}
        />
        {survey && <Notes notes={survey.notes} />}
        {(jumps !== 'auto' || survey?.notes.some(({ kind }) => kind === 'jump' || kind === 'set-back')) && (
          <ChoiceField
            label={say.jumps}
            value={jumps}
            choices={(['auto', 'keep', 'close', 'even'] as const).map((key) => [key, say.jumpChoices[key]])}
            onValue={setJumps}
          />
        )}
        <TextField
          label={say.rate}
          about={say.rateAbout}
          type="number"
          min={0.01}
          step="any"
          value={fps}
          onValue={setFps}
        />
        <details class="fold">
          <summary>{lookWords.title}</summary>
          <button type="button" disabled={files.length === 0} onClick={() => setDraws(true)}>
            {makingWords.again.draw}
          </button>
          <LookFields look={options.look} onLook={(look) => set({ look })} />
        </details>
        <footer>
          <button type="submit" class="main" disabled={files.length === 0}>
            {say.make}
          </button>
        </footer>
      </form>
      {/* Not in the form: what is done in the editor's own one would also send this. */}
      {draws && (
        <FrameEditor
          of="files"
          open={(canvas) => onFrame(whole, canvas)}
          look={options.look}
          onLook={(look) => set({ look })}
          onClose={() => setDraws(false)}
        />
      )}
    </>
  );
}

/** A choice with the film it would make, once that is known. */
function timesText(times: ImportWish['times'], survey: ImportSurvey | undefined): string {
  const offer = survey?.offers.find(({ from }) => from === times);
  return offer ? say.offer(offer.from, offer.startedAt, offer.durationMs) : say.timesChoices[times];
}

/** What the pictures lie in, without its ending. */
function plainName(files: Chosen): string {
  const [first] = files;
  if (!first) return '';
  const folder = first.path.includes('/') ? first.path.split('/')[0]! : '';
  return folder || first.path.replace(/\.[^.]*$/, '');
}

function Picker({ onChosen }: { readonly onChosen: (files: Chosen) => void }) {
  const [over, setOver] = useState(false);
  const drop = async (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (event.dataTransfer) onChosen(await droppedFiles(event.dataTransfer));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the inputs are the first
    <div
      class={over ? 'drop over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <div class="field">
        <label for="import-files">{say.files}</label>
        <input
          id="import-files"
          type="file"
          multiple
          onChange={(event) => onChosen(filesOf(event.currentTarget.files))}
        />
      </div>
      <div class="field">
        <label for="import-folder">{say.folder}</label>
        <input
          id="import-folder"
          type="file"
          ref={(input) => {
            // Preact's types do not know the attribute.
            if (input) input.webkitdirectory = true;
          }}
          onChange={(event) => onChosen(filesOf(event.currentTarget.files))}
        />
      </div>
      <small>{say.drop}</small>
    </div>
  );
}

function Making({ progress, onCancel }: { readonly progress: ImportProgress; readonly onCancel: () => void }) {
  const { done, all, leftMs } = progress;
  return (
    <div class="making">
      <progress max={Math.max(1, all)} value={all > 0 ? done : undefined} aria-label={say.progress(done, all)} />
      <p>{[say.progress(done, all), say.left(leftMs)].filter(Boolean).join(', ')}</p>
      <button type="button" onClick={onCancel}>
        {words.cancel}
      </button>
    </div>
  );
}

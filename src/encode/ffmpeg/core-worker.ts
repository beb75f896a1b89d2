/** The worker of @ffmpeg/ffmpeg, given a core that is compiled already: it would compile one for every instance. */
import '@ffmpeg/ffmpeg/worker';

/** Comes with the first message, beside what @ffmpeg/ffmpeg loads its core by. */
export interface CompiledCore {
  readonly compiled: WebAssembly.Module;
}

addEventListener(
  'message',
  ({ data }: MessageEvent<{ readonly data: CompiledCore }>) => {
    const { compiled } = data.data;
    WebAssembly.instantiateStreaming = async (_, imports) => ({
      module: compiled,
      instance: await WebAssembly.instantiate(compiled, imports),
    });
  },
  { once: true },
);

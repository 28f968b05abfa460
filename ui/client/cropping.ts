/**
 * The frame over a picture about to be sent: moved with a finger, a mouse or the three sliders (hence the keyboard). It only fills the
 * form's `frame`; without it the server cuts at the ninth chosen.
 */

/** Pixels of the longer side of what is shown. */
const SHOWN = 900;

export function startCropping(): void {
  document.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement && target.dataset.crops !== undefined) void open(target);
  });
  document.addEventListener('input', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.dataset.cropAxis === undefined) return;
    const field = target.closest<HTMLElement>('[data-crop]');
    if (field) place(field);
  });
  document.addEventListener('pointerdown', (event) => {
    const stage = event.target instanceof Element ? event.target.closest<HTMLElement>('.cropper-stage') : null;
    if (stage && event.button === 0) drag(stage, event);
  });
}

/** Shows the picture chosen under its frame. One that the browser cannot read is left to the server to judge. */
async function open(input: HTMLInputElement): Promise<void> {
  const field = input.closest<HTMLElement>('[data-crop]');
  const cropper = field?.querySelector<HTMLElement>('.cropper');
  const canvas = cropper?.querySelector('canvas');
  const ninths = field?.querySelector<HTMLElement>('.picture-ninths');
  const frame = field?.querySelector<HTMLInputElement>('input[name="frame"]');
  if (!field || !cropper || !canvas || !ninths || !frame) return;
  const [file] = input.files ?? [];
  const picture = file ? await createImageBitmap(file).catch(() => undefined) : undefined;
  cropper.hidden = picture === undefined;
  ninths.hidden = picture !== undefined;
  frame.value = '';
  if (!picture) return;
  const scale = Math.min(1, SHOWN / Math.max(picture.width, picture.height));
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  for (const [axis, value] of [
    ['x', 500],
    ['y', 500],
    ['size', 100],
  ] as const)
    sliderOf(field, axis).value = String(value);
  place(field);
}

type Axis = 'x' | 'y' | 'size';

function sliderOf(field: HTMLElement, axis: Axis): HTMLInputElement {
  const slider = field.querySelector<HTMLInputElement>(`[data-crop-axis="${axis}"]`);
  if (!slider) throw new Error(`no slider ${axis}`);
  return slider;
}

/** Where the frame lies, in fractions of the picture's width and height. */
function frameOf(field: HTMLElement): { left: number; top: number; width: number; height: number } {
  const canvas = field.querySelector('canvas');
  if (!canvas) throw new Error('no picture');
  const ratio = Number(field.dataset.crop);
  const widest = Math.min(1, (canvas.height * ratio) / canvas.width);
  const width = (widest * Number(sliderOf(field, 'size').value)) / 100;
  const height = (width * canvas.width) / ratio / canvas.height;
  const share = (axis: Axis): number => Number(sliderOf(field, axis).value) / 1000;
  return { left: share('x') * (1 - width), top: share('y') * (1 - height), width, height };
}

/** Draws the frame where the sliders say, and writes it into the form. */
function place(field: HTMLElement): void {
  const drawn = field.querySelector<HTMLElement>('.cropper-frame');
  const frame = field.querySelector<HTMLInputElement>('input[name="frame"]');
  if (!drawn || !frame) return;
  const { left, top, width, height } = frameOf(field);
  const percent = (value: number): string => `${value * 100}%`;
  Object.assign(drawn.style, {
    left: percent(left),
    top: percent(top),
    width: percent(width),
    height: percent(height),
  });
  frame.value = [left, top, width].map((value) => Math.round(value * 1000)).join(',');
}

function drag(stage: HTMLElement, start: PointerEvent): void {
  const field = stage.closest<HTMLElement>('[data-crop]');
  if (!field) return;
  start.preventDefault();
  const { width: stageWidth, height: stageHeight } = stage.getBoundingClientRect();
  const from = frameOf(field);
  const slide = (axis: Axis, wanted: number, room: number): void => {
    if (room > 0) sliderOf(field, axis).value = String(Math.round((Math.max(0, Math.min(wanted, room)) / room) * 1000));
  };
  const move = (event: PointerEvent): void => {
    if (event.pointerId !== start.pointerId) return;
    slide('x', from.left + (event.clientX - start.clientX) / stageWidth, 1 - from.width);
    slide('y', from.top + (event.clientY - start.clientY) / stageHeight, 1 - from.height);
    place(field);
  };
  const end = (event: PointerEvent): void => {
    if (event.pointerId !== start.pointerId) return;
    document.removeEventListener('pointermove', move);
    document.removeEventListener('pointerup', end);
    document.removeEventListener('pointercancel', end);
  };
  document.addEventListener('pointermove', move);
  document.addEventListener('pointerup', end);
  document.addEventListener('pointercancel', end);
}

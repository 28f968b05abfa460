/** Pixels of the longer side of a photo that leaves a device. */
const LONGEST = 2048;

const QUALITY = 0.85;

/**
 * A photo made smaller on the device, so that it leaves quickly and says neither where nor with what it was taken. What the browser cannot
 * read, what moves and what is small already goes as it is: the server judges it.
 */
export async function smaller(file: File, always: boolean): Promise<File> {
  const isForeign = /^image\/(heic|heif|avif)$/.test(file.type);
  if (!isForeign && !(always && /^image\/(jpeg|png|webp)$/.test(file.type))) return file;
  const picture = await createImageBitmap(file).catch(() => undefined);
  if (!picture) return file;
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  if (scale === 1 && !isForeign) {
    picture.close();
    return file;
  }
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = canvas.getContext('2d');
  if (!context) return file;
  // A drawing with holes would turn black as a JPEG.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/jpeg', QUALITY);
  });
  if (!blob) return file;
  const name = `${file.name.replace(/\.[^.]{1,5}$/, '')}.jpg`;
  return new File([blob], name, { type: 'image/jpeg', lastModified: file.lastModified });
}

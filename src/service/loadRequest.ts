import type { NamedPicture, PictureInput } from '../node/pictures/pictureInput.js'
import { isStartName } from '../requests/inputs.js'
import type { PaintRequest } from '../requests/request.js'
import type { BlobStore } from './blobStore.js'
import { CHECKPOINT, type JobRecord, type StoredPicture } from './jobRecord.js'

/** Reads a job's request, with the bytes of its pictures, and with its checkpoint where there is one. */
export async function loadRequest(
  blobs: BlobStore,
  { folder, request }: Pick<JobRecord, 'folder' | 'request'>,
): Promise<PaintRequest<PictureInput>> {
  const load = async ({ blob, name = blob }: StoredPicture): Promise<NamedPicture> => {
    const bytes = await blobs.read(folder, blob)
    if (!bytes) throw new Error(`the blob ${blob} is gone`)
    return { bytes, name }
  }
  const { content, contentMask, styles, init, ...options } = request
  const resumeFrom = await blobs.read(folder, CHECKPOINT)
  const loaded = {
    ...options,
    ...(content && { content: await load(content) }),
    ...(styles && {
      styles: await Promise.all(
        styles.map(async ({ picture, weight, mask }) => ({
          picture: await load(picture),
          weight,
          ...(mask && { mask: await load(mask) }),
        })),
      ),
    }),
    ...(contentMask && { contentMask: await load(contentMask) }),
    ...(init !== undefined && { init: isStartName(init) ? init : await load(init) }),
    ...(resumeFrom && { resumeFrom }),
  }
  return loaded as PaintRequest<PictureInput> // which it was when it was checked
}

/** What a pressed pointer does on a canvas. Points are in shares of its width. */
export interface PointerStroke {
  begin(): void
  to(point: { readonly x: number; readonly y: number }): void
  end(): void
}

/** Tells of each stroke that a pressed pointer draws on a canvas. */
export function drawByPointer(canvas: HTMLCanvasElement, stroke: PointerStroke): void {
  let pointer: number | undefined
  const tell = ({ clientX, clientY }: PointerEvent) => {
    const { left, top, width } = canvas.getBoundingClientRect()
    stroke.to({ x: (clientX - left) / width, y: (clientY - top) / width })
  }
  canvas.addEventListener('pointerdown', event => {
    // A second finger, or another button than the first, draws nothing of its own.
    if (pointer !== undefined || event.button !== 0) return
    pointer = event.pointerId
    canvas.setPointerCapture(pointer)
    stroke.begin()
    tell(event)
  })
  canvas.addEventListener('pointermove', event => {
    if (event.pointerId === pointer) for (const point of [...event.getCoalescedEvents(), event]) tell(point)
  })
  for (const end of ['pointerup', 'pointercancel'] as const)
    canvas.addEventListener(end, ({ pointerId }) => {
      if (pointerId !== pointer) return
      pointer = undefined
      stroke.end()
    })
}

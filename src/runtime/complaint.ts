/** ONNX Runtime's complaint on one line, without the place in its source. */
export function complaint(message: string): string {
  const text = message.replaceAll(/\s+/g, ' ').trim()
  return text.replace(/^\/\S+:\d+ .* was false\. /, '')
}

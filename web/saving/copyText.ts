/** Puts text on the clipboard. False where the browser refuses: the text should then be shown for copying by hand. */
export async function copyText(text: string): Promise<boolean> {
  try {
    // Absent on a page that is not secure, whatever the type says.
    const clipboard: Clipboard | undefined = navigator.clipboard
    if (!clipboard) return false
    await clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

/**
 * A template with its fields filled in: `{field}` from data, `<option>` by what the option is called. Fields called
 * `option` or `…Option` hold the name of an option, and become what it is called too.
 */
export function fillTemplate(
  template: string,
  data: Readonly<Record<string, unknown>>,
  optionName: (option: string) => string,
): string {
  return template.replaceAll(/\{(\w+)\}|<(\w+)>/g, (_, field: string | undefined, option: string) => {
    if (field === undefined) return optionName(option)
    const value = String(data[field])
    return field === 'option' || field.endsWith('Option') ? optionName(value) : value
  })
}

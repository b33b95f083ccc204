// One line a figure: `name value unit goal ok|short`.

/** A goal that a value must not pass. */
export const atMost = (bound) => ({ text: `<=${bound}`, isMet: (value) => value <= bound })

/** A goal that a value must reach. */
export const atLeast = (bound) => ({ text: `>=${bound}`, isMet: (value) => value >= bound })

/** A value with about three digits that mean something. */
function shown(value) {
  const size = Math.abs(value)
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : 4)
}

export function report(name, value, unit, goal) {
  const status = goal === undefined ? '-' : goal.isMet(value) ? 'ok' : 'short'
  console.log(`${name} ${shown(value)} ${unit} ${goal?.text ?? '-'} ${status}`)
}

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[sorted.length >> 1]
}

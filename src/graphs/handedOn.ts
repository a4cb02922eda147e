import { type ModelProto as Model, ModelProto } from './onnxProto.js'
import { layersUpTo, type Tap } from './taps.js'

/**
 * The values of a graph that another one may take over instead of computing them again: what the convolutions up to the deepest tap
 * give, but for the first one, which takes no time and whose map is the largest.
 */
export function handedOn(taps: readonly Tap[]): string[] {
  return layersUpTo(taps)
    .slice(1)
    .map(({ name }) => `${name}/Conv`)
}

/** A graph that also hands out values between its nodes, under their own names. */
export function handingOut(model: Model, names: readonly string[]): Model {
  return ModelProto.create({
    ...model,
    graph: { ...model.graph, output: [...(model.graph?.output ?? []), ...valuesOf(model, names)] },
  })
}

/** A graph that is given values between its nodes, under their own names; what only they need is dead. */
export function given(model: Model, names: readonly string[]): Model {
  const { graph } = model
  return ModelProto.create({
    ...model,
    graph: {
      ...graph,
      input: [...(graph?.input ?? []), ...valuesOf(model, names)],
      valueInfo: (graph?.valueInfo ?? []).filter(({ name }) => !names.includes(name ?? '')),
      node: (graph?.node ?? []).filter(({ output }) => !names.includes(output?.[0] ?? '')),
    },
  })
}

function valuesOf({ graph }: Model, names: readonly string[]) {
  return names.map(name => {
    const value = graph?.valueInfo?.find(value => value.name === name)
    if (!value) throw new Error(`the graph has no ${name}`)
    return value
  })
}

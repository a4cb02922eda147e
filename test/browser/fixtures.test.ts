import { FIXTURES } from './fixtureCase.js'
import { testFixturesOnWasm } from './testFixturesOnWasm.js'

// The deepest one is tried by fixtures.long.test.ts, WebGPU by webgpu.test.ts.
testFixturesOnWasm(FIXTURES.filter(({ layers }) => !layers.includes('conv5_1')))

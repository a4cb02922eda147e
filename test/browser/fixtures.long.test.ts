import { FIXTURES } from './fixtureCase.js'
import { testFixturesOnWasm } from './testFixturesOnWasm.js'

// All of the network's layers down to the last block, with average pooling.
testFixturesOnWasm(FIXTURES.filter(({ layers }) => layers.includes('conv5_1')))

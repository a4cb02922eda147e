// A server of one's own that also paints: everything of nst-onnx is below /styles, for the users whom the server knows.
//                                                                                           node examples/fastify.mjs [PORT]
import fastify from 'fastify'
import { stylizeService } from 'nst-onnx/service'

const app = fastify()
const users = new Map([['secret', 'ada']])

app.decorateRequest('user', null)
app.addHook('onRequest', async request => {
  request.user = users.get(request.headers['x-key'])
})
app.get('/', () => ({ hello: 'world' }))
app.register(stylizeService, {
  prefix: '/styles',
  data: process.env.JOBS ?? 'nst-onnx-jobs',
  limits: { bytes: 20e6, pixels: 25e6, styles: 2, size: 768, styleSize: 768, iterations: 500 },
  ownerOf({ user }) {
    if (!user) throw Object.assign(new Error('who are you?'), { statusCode: 401 })
    return user
  },
})

console.log(await app.listen({ port: Number(process.argv[2] ?? 8080) }))
process.once('SIGTERM', () => app.close())

import { createServer } from 'node:http'

/** Bytes to answer with, whatever is asked. */
interface BareAnswer {
  readonly body: string
}

process.on('message', ({ body }: BareAnswer) => {
  const bytes = Buffer.from(body)
  const server = createServer((request, response) => {
    request.resume().once('end', () => {
      response.writeHead(200, {
        'content-type': 'application/json; charset=utf-8',
        'content-length': bytes.length,
      })
      response.end(bytes)
    })
  })
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    process.send?.({ port: typeof address === 'object' ? address?.port : null })
  })
})

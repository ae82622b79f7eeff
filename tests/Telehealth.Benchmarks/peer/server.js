// The peer: what a Node team would write instead. socket.io for the room of two, node-postgres for the state; a durable action is
// one transaction of five prepared statements, acknowledged after COMMIT and broadcast to the room. The names are those of our hub.
'use strict';

const http = require('node:http');
const { Server } = require('socket.io');
const { Pool } = require('pg');

const port = Number(process.env.PEER_PORT);
const poolSize = Number(process.env.PEER_POOL ?? 32);
if (!port || !process.env.PGDATABASE) {
  console.error('peer: set PEER_PORT and PGHOST, PGPORT, PGUSER, PGDATABASE');
  process.exit(2);
}

const pool = new Pool({ max: poolSize });
pool.on('error', (error) => console.error('peer: idle database connection lost:', error.message));

const statements = {
  begin: { name: 'begin', text: 'BEGIN' },
  update: {
    name: 'update',
    text: 'UPDATE visits SET version = version + 1, phase = $2 WHERE id = $1 RETURNING version',
  },
  event: { name: 'event', text: 'INSERT INTO events (visit_id, version, body) VALUES ($1, $2, $3)' },
  outbox: { name: 'outbox', text: 'INSERT INTO outbox (visit_id, version, body) VALUES ($1, $2, $3)' },
  commit: { name: 'commit', text: 'COMMIT' },
  read: { name: 'read', text: 'SELECT version, phase FROM visits WHERE id = $1' },
};

const body = JSON.stringify({ text: 'x'.repeat(189) }); // 200 bytes, as in the floors
const notice = 'x'.repeat(128);
const text = (visitId) => String(visitId);

async function commit(visitId, phase) {
  const client = await pool.connect();
  try {
    await client.query(statements.begin);
    const updated = await client.query({ ...statements.update, values: [visitId, phase] });
    if (updated.rowCount !== 1) throw new Error(`no visit ${visitId}`);
    const version = Number(updated.rows[0].version);
    await client.query({ ...statements.event, values: [visitId, version, body] });
    await client.query({ ...statements.outbox, values: [visitId, version, body] });
    await client.query(statements.commit);
    client.release();
    return version;
  } catch (error) {
    client.release(error); // the connection goes with its open transaction
    throw error;
  }
}

async function act(io, request, phase, answer) {
  try {
    const visitId = Number(request.visitId);
    const version = await commit(visitId, phase);
    io.to(text(request.visitId)).emit('VisitChanged', {
      visitId: request.visitId, version, at: new Date().toISOString(), view: { phase, notice },
    });
    answer({ version });
  } catch (error) {
    console.error('peer:', error.message);
    answer({ refusal: { code: 'UNAVAILABLE' } });
  }
}

async function join(socket, request, answer) {
  try {
    const found = await pool.query({ ...statements.read, values: [Number(request.visitId)] });
    if (found.rowCount !== 1) return answer({ refusal: { code: 'NOT_FOUND' } });
    await socket.join(text(request.visitId));
    const { version, phase } = found.rows[0];
    answer({ view: { phase, notice }, version: Number(version) });
  } catch (error) {
    console.error('peer:', error.message);
    answer({ refusal: { code: 'UNAVAILABLE' } });
  }
}

const web = http.createServer((request, response) => {
  response.writeHead(request.url === '/health/ready' ? 200 : 404).end();
});
const io = new Server(web, { transports: ['websocket'], serveClient: false });
io.on('connection', (socket) => {
  socket.on('JoinVisit', (request, answer) => join(socket, request, answer));
  socket.on('HoldVisit', (request, answer) => act(io, request, 'OnHold', answer));
  socket.on('ResumeVisit', (request, answer) => act(io, request, 'InProgress', answer));
});

web.listen({ port, host: '127.0.0.1', backlog: 1024 }, () => console.log(`peer: listening on ${port}`));

import { createServer, type AddressInfo, type Socket } from 'node:net';
import { BSON, type Document } from 'mongodb';

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const HEADER_BYTES = 16;

/** What a server says of itself: a primary that this driver speaks with. */
export const PRIMARY: Document = {
  ok: 1,
  isWritablePrimary: true,
  ismaster: true,
  setName: 'rs0',
  hosts: ['localhost:27017'],
  minWireVersion: 0,
  maxWireVersion: 25,
  maxBsonObjectSize: 16_777_216,
  maxMessageSizeBytes: 48_000_000,
  maxWriteBatchSize: 100_000,
  saslSupportedMechs: ['SCRAM-SHA-256'],
};

export const refused = (code: number, codeName: string, errmsg: string): Document => ({ ok: 0, code, codeName, errmsg });

export interface ScriptedMongodb {
  readonly host: string;
  /** Names of the commands it was sent, `hello` left out. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

export type Script = Readonly<Record<string, Document | ((command: Document) => Document)>>;

/** A server that says what a real one says when it is old, closed, or alone; `script` answers by the command's name. */
export async function scriptedMongodb(script: Script): Promise<ScriptedMongodb> {
  const sockets = new Set<Socket>();
  const asked: string[] = [];
  const answer = (command: Document): Document => {
    const name = Object.keys(command)[0] ?? '';
    if (['hello', 'ismaster', 'isMaster'].includes(name)) return said(script['hello'] ?? PRIMARY, command);
    asked.push(name);
    return said(script[name] ?? { ok: 1 }, command);
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    let bytes = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (more) => {
      bytes = Buffer.concat([bytes, more]);
      for (let length = lengthOf(bytes); bytes.length >= length; length = lengthOf(bytes)) {
        socket.write(replyTo(bytes.subarray(0, length), answer));
        bytes = bytes.subarray(length);
      }
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}

const said = (scripted: Script[string], command: Document): Document => (typeof scripted === 'function' ? scripted(command) : scripted);

const lengthOf = (bytes: Buffer): number => (bytes.length < HEADER_BYTES ? Infinity : bytes.readInt32LE(0));

/** The first greeting is a query of the old kind, everything else a message. */
function replyTo(message: Buffer, answer: (command: Document) => Document): Buffer {
  const old = message.readInt32LE(12) === OP_QUERY;
  const start = old ? message.indexOf(0, HEADER_BYTES + 4) + 9 : HEADER_BYTES + 5;
  const document = BSON.serialize(answer(BSON.deserialize(message.subarray(start, start + message.readInt32LE(start)))));
  const before = Buffer.alloc(HEADER_BYTES + (old ? 20 : 5));
  before.writeInt32LE(before.length + document.length, 0);
  before.writeInt32LE(message.readInt32LE(4), 8);
  before.writeInt32LE(old ? OP_REPLY : OP_MSG, 12);
  if (old) before.writeInt32LE(1, HEADER_BYTES + 16);
  return Buffer.concat([before, document]);
}

// The network between a worker and Redis, which the rehearsal can cut.
import { once } from "node:events";
import { connect, createServer } from "node:net";

export async function layCable(redisPort) {
  const ends = new Set();
  let isCut = false;
  let cutAfter;

  const cut = () => {
    isCut = true;
    for (const socket of ends) socket.destroy();
  };
  const server = createServer((worker) => {
    worker.on("error", () => undefined);
    if (isCut) {
      worker.destroy();
      return;
    }
    const redis = connect(redisPort, "127.0.0.1").on("error", () => worker.destroy());
    for (const socket of [worker, redis]) {
      ends.add(socket);
      socket.once("close", () => ends.delete(socket));
    }
    redis.pipe(worker);
    worker.once("close", () => redis.end());
    worker.on("data", (chunk) => {
      if (cutAfter?.test(chunk.toString("latin1"))) {
        // Redis receives this command, and the worker does not receive the response.
        ends.delete(redis);
        redis.unpipe(worker).end(chunk);
        cut();
      } else {
        redis.write(chunk);
      }
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    port: server.address().port,
    cut,
    /** Cuts the connection after a command whose text matches. */
    cutAfter: (pattern) => {
      cutAfter = pattern;
    },
    isCut: () => isCut,
    mend: () => {
      cutAfter = undefined;
      isCut = false;
    },
    close: () => {
      cut();
      server.close();
    },
  };
}

// The network between a worker and Redis, which the rehearsal can cut.
import { once } from "node:events";
import { connect, createServer } from "node:net";

export async function layCable(redisPort) {
  const ends = new Set();
  let isCut = false;
  let cutAt;

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
      if (!cutAt?.command.test(chunk.toString("latin1"))) {
        redis.write(chunk);
        return;
      }
      if (cutAt.moment === "after") {
        // Redis receives this command, and the worker does not receive the response.
        ends.delete(redis);
        redis.unpipe(worker).end(chunk);
      }
      cut();
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    port: server.address().port,
    /** Cuts the connection before or after Redis receives a command whose text matches `command`. */
    cutAt: (moment, command) => {
      cutAt = { moment, command };
    },
    isCut: () => isCut,
    mend: () => {
      cutAt = undefined;
      isCut = false;
    },
    close: () => {
      cut();
      server.close();
    },
  };
}

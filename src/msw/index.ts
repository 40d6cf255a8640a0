/**
 * The simulated site as request handlers of msw, for tests that open no socket.
 *
 * @module
 */
export { allowMswConnections, handlersFor, type HandlerOptions } from "./handlers.js";

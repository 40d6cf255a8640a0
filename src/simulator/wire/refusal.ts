/** An error response: its status and error text. The router catches it. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** 404, the status of this service for almost every error (seen). */
export function notServed(message: string): Refusal {
  return new Refusal(404, message);
}

/** Error text for an unknown class, an unknown method or a wrong form of a call (inferred). */
export function noResource(url: string): Refusal {
  return notServed(`No HTTP resource was found that matches the request URI '${url}'.`);
}

/** Error text for an unknown property (inferred from Microsoft's OData library). */
export function noProperty(name: string, className: string): Refusal {
  return notServed(
    `The property '${name}' does not exist on type 'AdminService.${className}'. ` +
      "Make sure to only use property names that are defined by the type.",
  );
}

/** Error text for a value of the wrong type (status seen; text inferred from Microsoft's OData library). */
export function cannotConvert(value: unknown, type: string): Refusal {
  return notServed(`Cannot convert the literal '${JSON.stringify(value)}' to the expected type '${type}'.`);
}

/** Error text for an object that does not exist, or that the account is not allowed to see (inferred). */
export function objectNotFound(): Refusal {
  return notServed("Not found  WMI QUERY: ");
}

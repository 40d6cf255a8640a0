/** An answer that is no success, on its way to the router: a status and the provider's sentence. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** 404, which this service says to nearly everything that it doesn't like (seen). */
export function notServed(message: string): Refusal {
  return new Refusal(404, message);
}

/** The sentence for a URL that leads nowhere: unknown class, unknown method, wrong form of a call (inferred). */
export function noResource(url: string): Refusal {
  return notServed(`No HTTP resource was found that matches the request URI '${url}'.`);
}

/** The sentence for a property that the class lacks (inferred, after Microsoft's OData library). */
export function noProperty(name: string, className: string): Refusal {
  return notServed(
    `The property '${name}' does not exist on type 'AdminService.${className}'. ` +
      "Make sure to only use property names that are defined by the type.",
  );
}

/** The sentence for a value of the wrong type (status seen, sentence inferred after Microsoft's OData library). */
export function cannotConvert(value: unknown, type: string): Refusal {
  return notServed(`Cannot convert the literal '${JSON.stringify(value)}' to the expected type '${type}'.`);
}

/** The sentence for an object that isn't there, or that the account may not see (inferred). */
export function objectNotFound(): Refusal {
  return notServed("Not found  WMI QUERY: ");
}

/** Thrown to refuse a request. The router catches it and sends its status and error text. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Refuses with 404, the status that the AdminService uses for almost every error (seen). */
export function status404(message: string): Refusal {
  return new Refusal(404, message);
}

/** Refuses a URL with an unknown class, an unknown method or a wrong format (404; text inferred). */
export function noResource(url: string): Refusal {
  return status404(`No HTTP resource was found that matches the request URI '${url}'.`);
}

/** Refuses an unknown property (404; text inferred from Microsoft's OData library). */
export function noProperty(name: string, className: string): Refusal {
  return status404(
    `The property '${name}' does not exist on type 'AdminService.${className}'. ` +
      "Make sure to only use property names that are defined by the type.",
  );
}

/** Refuses a value of the wrong type (404 seen; text inferred from Microsoft's OData library). */
export function cannotConvert(value: unknown, type: string): Refusal {
  return status404(`Cannot convert the literal '${JSON.stringify(value)}' to the expected type '${type}'.`);
}

/** Refuses a key whose object does not exist or is hidden from the account (404; text inferred). */
export function objectNotFound(): Refusal {
  return status404("Not found  WMI QUERY: ");
}

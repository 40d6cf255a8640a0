const form = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/u;

/** Whether text is base64. Line breaks and other white space are allowed. */
export function isBase64(text: string): boolean {
  return form.test(text.replaceAll(/\s/gu, ""));
}

/** Base64 text as a site writes it: with a line break after each 76 characters (seen). */
export function wireBase64(text: string): string {
  return text.replaceAll(/\s/gu, "").replaceAll(/.{76}(?=.)/gu, "$&\r\n");
}

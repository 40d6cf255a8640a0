import { readToken } from "../../schedule/read-token.js";
import type { ScheduleToken, UnreadToken } from "../../schedule/schedule-token.js";
import { tokenToWmi, wmiToToken } from "../../schedule/wmi-token.js";
import type { EmbeddedClass } from "./embedded-class.js";

const className = "SMS_ScheduleToken";

/** How schedule tokens are read and written. Their date 1970-01-01 is a real date; in a date property it means never. */
export const scheduleToken: EmbeddedClass<ScheduleToken | UnreadToken> = {
  className,
  read: wmiToToken,
  write: (value) => {
    if (typeof value !== "object" || value === null) return undefined;
    const checked = readToken({ ...value }, "write");
    if ("problem" in checked) return undefined;
    // Members that the library does not know are sent too. Without them, the site would store another schedule.
    const object = tokenToWmi({ ...value, ...checked.token });
    return object.ok ? { ...object.value } : undefined;
  },
};

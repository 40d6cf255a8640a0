import { SMS_Package, type Transport } from "configmgr-sdk";
export const list = (transport: Transport) => SMS_Package.list(transport);

import { base64OfBytes, bytesOfBase64 } from '../bytes.js';
import { MsgKey, Wid, widFactory } from '../ids.js';
import { alternateWid, lidPnCache } from '../lids.js';
import { linkByCode } from '../linking.js';
import { identity, meLid, meUser } from '../session.js';

function toUserLidOrThrow(wid) {
  const lid = wid.isLid() ? wid : lidPnCache.getCurrentLid(wid);
  if (!lid) throw new Error('toUserLidOrThrow: the lid is not known');
  return lid;
}

const isLidMigrated = () => identity.naming === 'lid';

/** Who the account and its device are, and how people and messages are named. */
export const identityModules = {
  WAWebUserPrefsMeUser: () => ({
    getMaybeMePnUser: meUser,
    getMaybeMeLidUser: meLid,
    getMe: meUser,
    getMeLidUserOrThrow() {
      const lid = meLid();
      if (!lid) throw new Error('getMeLidUserOrThrow: the account has no lid');
      return lid;
    },
  }),
  WAWebSignalStore: () => ({
    waSignalStore: {
      getRegistrationInfo: async () => ({ identityKeyPair: { pubKey: bytesOfBase64(identity.keys.identityKey) } }),
    },
  }),
  WAWebNoiseInfo: () => ({
    waNoiseInfo: { get: async () => ({ staticKeyPair: { pubKey: bytesOfBase64(identity.keys.noiseKey) } }) },
  }),
  WAWebUserPrefsAdv: () => ({ getADVSecretKey: () => identity.keys.advSecret, setADVSignedIdentity() {} }),
  WAWebAltDeviceLinkingApi: () => ({
    initializeAltDeviceLinking: async () => {},
    genLinkDeviceCodeForPhoneNumber: linkByCode,
  }),
  WABase64: () => ({ encodeB64: base64OfBytes, decodeB64: bytesOfBase64 }),
  WAWebWid: () => ({ default: Wid }),
  WAWebWidFactory: () => widFactory,
  WAWebMsgKey: () => ({ default: MsgKey }),
  WAWebLidPnCache: () => ({ lidPnCache }),
  WAWebApiContact: () => ({
    getCurrentLid: lidPnCache.getCurrentLid,
    getPhoneNumber: lidPnCache.getPhoneNumber,
    getAlternateUserWid: alternateWid,
    getAllLidContacts: lidPnCache.getAllLids,
    hasLidMapping: (wid) => alternateWid(wid) !== undefined,
  }),
  WAWebLidMigrationUtils: () => ({ toUserLid: toUserLidOrThrow, toUserLidOrThrow }),
  WAWebLid1X1MigrationUtils: () => ({
    Lid1X1MigrationUtils: {
      isLidMigrated,
      isSyncdSessionMigrated: isLidMigrated,
      shouldApplyNonMigratedMessagingRules: () => !isLidMigrated(),
    },
  }),
};

/** Common emoji by group, each with English words to look for. Loaded with the picker alone. */
export const EMOJI_GROUPS = [
  {
    name: 'smileys',
    emoji: parse(
      '😀 grin happy|😃 smile happy|😄 laugh happy|😁 beam grin|😅 sweat relief|😂 tears joy laugh|🤣 rolling laugh|🙂 slight smile|😉 wink|😊 blush smile|😇 angel innocent|🥰 love hearts|😍 heart eyes love|😘 kiss|😋 yummy|😜 tongue wink|🤗 hug|🤔 think|🤨 raised eyebrow doubt|😐 neutral|🙄 roll eyes|😏 smirk|😬 grimace|😌 relieved|😔 pensive sad|😴 sleep tired|🤒 sick ill fever|🤕 hurt injured|🤧 sneeze cold|😎 cool sunglasses|🤓 nerd glasses|😕 confused|😟 worried|🙁 frown sad|😮 surprised wow|😲 astonished|😳 flushed|🥺 pleading|😨 fear scared|😢 cry sad|😭 sob cry|😱 scream fear|😞 disappointed|😤 huff proud|😠 angry|😡 rage angry|🤯 mind blown|🥳 party celebrate|😶 silent no mouth|🤝 handshake deal agree',
    ),
  },
  {
    name: 'people',
    emoji: parse(
      '👍 thumbs up yes good|👎 thumbs down no bad|👌 ok perfect|✌️ victory peace|🤞 fingers crossed luck|👋 wave hello bye|🙏 please thanks pray|👏 clap bravo|🙌 praise hooray|💪 strong muscle|👉 point right|👈 point left|👆 point up|👇 point down|☝️ one index up|✋ stop hand|🖐️ hand five|✍️ write sign|🤷 shrug|🤦 facepalm|🙋 raise hand question|🙇 bow sorry|👀 eyes look|🧠 brain|👤 person|👥 people group|👨‍👩‍👧 family|👶 baby child|👩‍⚖️ judge woman court|👨‍⚖️ judge man court|👩‍💼 office lawyer woman|👨‍💼 office lawyer man|👮 police',
    ),
  },
  {
    name: 'objects',
    emoji: parse(
      '⚖️ law justice scales court|📄 document page|📃 page|📑 papers tabs|📝 memo note write|📋 clipboard list|📎 paperclip attach|🖊️ pen sign|📁 folder file|📂 folder open|🗂️ files index|📚 books law|📖 book read|🔍 search look|🔒 lock closed secret|🔓 unlock open|🔑 key|✉️ letter mail|📧 email|📨 incoming mail|📮 post box|📦 parcel package|📞 phone call|📱 mobile phone|☎️ telephone|💻 laptop computer|🖨️ printer|📷 camera photo|🎥 film video|🎤 microphone voice|🔔 bell reminder|📅 calendar date|🗓️ calendar appointment|⏰ alarm clock|⏳ hourglass wait|⌛ hourglass done|💡 idea light|💰 money bag|💶 euro money|💵 dollar money|💳 card pay|🧾 receipt invoice|🏦 bank|🏛️ court classical building|🏠 house home|🏢 office building|🏥 hospital|🚗 car|🚌 bus|🚆 train|✈️ plane flight|🚲 bicycle|📍 place pin|🗺️ map|🎁 gift|🔨 hammer|🛠️ tools|🧳 suitcase travel|☂️ umbrella',
    ),
  },
  {
    name: 'nature',
    emoji: parse(
      '☀️ sun weather|🌙 moon night|⭐ star|🌟 star shine|☁️ cloud|🌧️ rain|❄️ snow cold|🔥 fire hot|💧 drop water|🌈 rainbow|🌸 flower blossom|🌹 rose|🌻 sunflower|🍀 clover luck|🌳 tree|🍂 leaves autumn|🐶 dog|🐱 cat|🐦 bird|🐝 bee|☕ coffee|🍵 tea|🍎 apple|🍕 pizza|🎂 cake birthday|🍰 cake|🍫 chocolate|🍷 wine|🍺 beer|🥂 cheers toast|🎉 party congratulations|🎊 confetti|🎈 balloon|🏆 trophy win|⚽ football|🎵 music',
    ),
  },
  {
    name: 'symbols',
    emoji: parse(
      '❤️ heart love red|🧡 heart orange|💛 heart yellow|💚 heart green|💙 heart blue|💜 heart purple|🖤 heart black|🤍 heart white|💔 broken heart|✅ check done yes|☑️ check box|✔️ check mark|❌ cross no wrong|❎ cross|❗ exclamation important|❓ question|⁉️ exclamation question|⚠️ warning careful|⛔ stop no entry|🚫 forbidden|➡️ arrow right|⬅️ arrow left|⬆️ arrow up|⬇️ arrow down|🔄 again repeat|➕ plus|➖ minus|💯 hundred|🆗 ok|🆕 new|🆘 help sos|ℹ️ information|🔴 red|🟡 yellow|🟢 green|🔵 blue|1️⃣ one|2️⃣ two|3️⃣ three|⏩ fast forward|⏸️ pause|💬 speech talk|💤 sleep|©️ copyright',
    ),
  },
] as const;

export interface Emoji {
  emoji: string;
  words: string;
}

function parse(list: string): readonly Emoji[] {
  return list.split('|').map((one) => {
    const place = one.indexOf(' ');
    return { emoji: one.slice(0, place), words: one.slice(place + 1) };
  });
}

/** Those with every word that was typed, or its beginning. */
export function findEmoji(typed: string): Emoji[] {
  const wanted = typed.trim().toLowerCase().split(/\s+/);
  const all = EMOJI_GROUPS.flatMap(({ emoji }) => emoji);
  return all.filter(({ emoji, words }) =>
    wanted.every((word) => emoji === word || words.split(' ').some((known) => known.startsWith(word))),
  );
}

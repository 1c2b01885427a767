// Only the everyday ones: an unknown shortcode stays readable as text, as in Slack.
const TABLE = `
+1 👍 thumbsup 👍 -1 👎 thumbsdown 👎 100 💯 alarm_clock ⏰ bar_chart 📊 bell 🔔 blush 😊 book 📖 bookmark 🔖 books 📚 bulb 💡
bust_in_silhouette 👤 busts_in_silhouette 👥 calendar 📆 check ✔️ clap 👏 clipboard 📋 coffee ☕ confetti_ball 🎊 construction 🚧 cry 😢
dart 🎯 date 📅 email 📧 envelope ✉️ exclamation ❗ eyes 👀 fire 🔥 gear ⚙️ gift 🎁 grin 😁 grinning 😀 handshake 🤝 heart ❤️
heavy_check_mark ✔️ hourglass ⌛ hourglass_flowing_sand ⏳ hugging_face 🤗 inbox_tray 📥 incoming_envelope 📨 information_source ℹ️
joy 😂 key 🔑 large_blue_circle 🔵 large_green_circle 🟢 large_yellow_circle 🟡 red_circle 🔴 white_circle ⚪ link 🔗 lock 🔒 love_letter 💌
mag 🔍 mailbox 📫 mega 📣 memo 📝 moon 🌙 crescent_moon 🌙 mortar_board 🎓 muscle 💪 no_entry ⛔ ok ✅ ok_hand 👌 page_facing_up 📄 paperclip 📎
pencil 📝 pencil2 ✏️ phone ☎️ point_right 👉 pray 🙏 pushpin 📌 question ❓ raised_hands 🙌 repeat 🔁 rocket 🚀 seedling 🌱
slightly_smiling_face 🙂 smile 😄 smiley 😃 sob 😭 sparkles ✨ speech_balloon 💬 star ⭐ stopwatch ⏱️ sunny ☀️ sunrise 🌅 sweat_smile 😅
tada 🎉 thinking_face 🤔 trophy 🏆 wastebasket 🗑️ warning ⚠️ wave 👋 white_check_mark ✅ wink 😉 writing_hand ✍️ x ❌ zap ⚡ zzz 💤`;

const words = TABLE.trim().split(/\s+/);
const EMOJI = new Map();
for (let index = 0; index < words.length; index += 2) EMOJI.set(words[index], words[index + 1]);

/** The character of a shortcode without its colons, or null. A skin tone after it is ignored. */
export function emojiFor(name) {
  return EMOJI.get(name.split("::")[0]) ?? null;
}

const SHORTCODE = /:([a-z0-9_+'-]+(?:::skin-tone-\d)?):/g;

/** Replaces the known shortcodes of a text. */
export function withEmoji(text) {
  return text.replace(SHORTCODE, (whole, name) => emojiFor(name) ?? whole);
}

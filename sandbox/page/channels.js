/** What a channel, or a group's direct messages, is called on the page. */
export const titleOf = (channel) => (channel.kind === "group" ? channel.label : `#${channel.name}`);

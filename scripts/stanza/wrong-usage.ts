/** What was typed is no command, or not a whole one; the message says in Italian what there should be. */
export class WrongUsage extends Error {}

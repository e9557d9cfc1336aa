import type { Migration } from 'kysely';
import * as people from './001-enti-and-people.ts';
import * as services from './002-services.ts';
import * as practices from './003-practices.ts';
import * as queue from './004-queue.ts';
import * as protocol from './005-protocol.ts';
import * as sessions from './006-sessions.ts';
import * as counter from './007-protocol-counter.ts';
import * as sessionsInUse from './008-sessions-in-use.ts';
import * as failedAttempts from './009-failed-attempts.ts';
import * as draftsEnd from './010-drafts-end.ts';
import * as feedback from './011-feedback-and-personal-data.ts';
import * as search from './012-service-search.ts';
import * as integrations from './013-integrations.ts';
import * as serviceDays from './014-service-days.ts';
import * as bulletins from './015-bulletins-and-feeds.ts';
import * as onBehalf from './016-on-behalf.ts';
import * as servedAtCounter from './017-counter.ts';
import * as integrationsMended from './018-integrations-mended.ts';
import * as feedsInTurn from './019-feeds-in-turn.ts';
import * as fileAllowance from './020-file-allowance.ts';
import * as serviceSettings from './021-service-settings.ts';
import * as officeLists from './022-office-lists.ts';
import * as decisionFlow from './023-decision-flow.ts';
import * as operatorAccounts from './024-operator-accounts.ts';
import * as auditLog from './025-audit-log.ts';
import * as practiceComments from './026-practice-comments.ts';
import * as auditFilters from './027-audit-filters.ts';
import * as publishing from './028-publishing.ts';
import * as enteData from './029-ente-data.ts';
import * as stuckDeliveries from './030-stuck-deliveries.ts';
import * as outcomeTimes from './031-outcome-times.ts';
import * as inCharge from './032-in-charge.ts';
import * as blockedBadge from './033-blocked-badge.ts';
import * as draftChoice from './034-draft-choice.ts';
import * as federations from './035-federations.ts';
import * as signInLevel from './036-sign-in-level.ts';
import * as logoutRequests from './037-logout-requests.ts';
import * as registrations from './038-registrations.ts';
import * as mail from './039-mail.ts';
import * as protocolBook from './040-protocol-book.ts';
import * as waitingRegistrations from './041-waiting-registrations.ts';
import * as appIo from './042-app-io.ts';
import * as payments from './043-payments.ts';
import * as paymentsInTheOffice from './044-payments-in-the-office.ts';

/** In order; what has been released is never edited, a change is a new file. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '001-enti-and-people': people,
  '002-services': services,
  '003-practices': practices,
  '004-queue': queue,
  '005-protocol': protocol,
  '006-sessions': sessions,
  '007-protocol-counter': counter,
  '008-sessions-in-use': sessionsInUse,
  '009-failed-attempts': failedAttempts,
  '010-drafts-end': draftsEnd,
  '011-feedback-and-personal-data': feedback,
  '012-service-search': search,
  '013-integrations': integrations,
  '014-service-days': serviceDays,
  '015-bulletins-and-feeds': bulletins,
  '016-on-behalf': onBehalf,
  '017-counter': servedAtCounter,
  '018-integrations-mended': integrationsMended,
  '019-feeds-in-turn': feedsInTurn,
  '020-file-allowance': fileAllowance,
  '021-service-settings': serviceSettings,
  '022-office-lists': officeLists,
  '023-decision-flow': decisionFlow,
  '024-operator-accounts': operatorAccounts,
  '025-audit-log': auditLog,
  '026-practice-comments': practiceComments,
  '027-audit-filters': auditFilters,
  '028-publishing': publishing,
  '029-ente-data': enteData,
  '030-stuck-deliveries': stuckDeliveries,
  '031-outcome-times': outcomeTimes,
  '032-in-charge': inCharge,
  '033-blocked-badge': blockedBadge,
  '034-draft-choice': draftChoice,
  '035-federations': federations,
  '036-sign-in-level': signInLevel,
  '037-logout-requests': logoutRequests,
  '038-registrations': registrations,
  '039-mail': mail,
  '040-protocol-book': protocolBook,
  '041-waiting-registrations': waitingRegistrations,
  '042-app-io': appIo,
  '043-payments': payments,
  '044-payments-in-the-office': paymentsInTheOffice,
};

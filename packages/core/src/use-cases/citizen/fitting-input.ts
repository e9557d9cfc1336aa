import { type FileAllowance, roomLeft } from '../../attachment/file-allowance.ts';
import type { Stores } from '../../ports/unit-of-work.ts';
import { holdsFiles } from '../../service/field-kinds/index.ts';
import type { JourneyStep } from '../../service/journey.ts';
import type { CitizenId } from '../../shared/ids.ts';
import { refuse } from '../../shared/result.ts';
import type { StepInput } from './step-input.ts';

/**
 * What was sent with a step, in which the files that the citizen has no room for are refused, each by itself: a smaller one
 * after it may fit. Whoever uploads for the same citizen at the same moment waits, so that the allowance is never exceeded.
 */
export const fittingInput = async (
  { attachments }: Stores,
  allowance: FileAllowance,
  citizenId: CitizenId,
  step: JourneyStep,
  input: StepInput,
): Promise<StepInput> => {
  const fields = step.fields.map(({ bound }) => bound.field).filter(holdsFiles);
  const arrived = fields.map(({ id }) => [id, input.files[id] ?? []] as const);
  if (!arrived.some(([, files]) => files.some((received) => received.ok))) return input;
  let usage = await attachments.lockUsage(citizenId);
  const fit = (received: (typeof arrived)[number][1][number]) => {
    if (!received.ok) return received;
    const { size } = received.value;
    if (size > roomLeft(usage, allowance)) return refuse({ code: 'no_room_for_file' as const });
    usage = { files: usage.files + 1, bytes: usage.bytes + size };
    return received;
  };
  return { ...input, files: Object.fromEntries(arrived.map(([id, files]) => [id, files.map(fit)])) };
};

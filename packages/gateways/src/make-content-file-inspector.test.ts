import { fileInspectorContract } from '@stanza/core/testing/contracts';
import { makeContentFileInspector } from './make-content-file-inspector.ts';

// Base64 and PEM are in the test of the signature inspector: both adapters must understand the same files.
fileInspectorContract('the content', makeContentFileInspector);

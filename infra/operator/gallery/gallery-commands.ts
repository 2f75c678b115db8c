import type { Command } from 'commander';
import type { Terminal } from '../terminal.ts';
import { registerGalleryAnswers } from './answers/answers-command.ts';
import { registerGalleryCertificates } from './certificates/certificates-command.ts';
import { registerGalleryCheck } from './check/check-command.ts';
import { registerGalleryReport } from './report/report-command.ts';

/** `gallery`: what a vendor needs to list an application in Microsoft's gallery. */
export function registerGalleryCommands(gallery: Command, terminal: Terminal): void {
  registerGalleryAnswers(gallery, terminal);
  registerGalleryCertificates(gallery, terminal);
  registerGalleryCheck(gallery, terminal);
  registerGalleryReport(gallery, terminal);
}

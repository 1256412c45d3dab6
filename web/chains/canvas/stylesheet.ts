import type { StylesheetJson } from 'cytoscape';
import { PALETTES, type Scheme } from '../../ui/tints.ts';
import { CARD, CORNER_RADIUS } from '../layout/measures.ts';
import { FONT, HEADER_MIDDLE, NAME, TEXT_INSET, TEXT_WIDTH } from './elements.ts';
import { DASH } from './line.ts';

/** Above halos (0): lines, cards, then what stands on lines. */
const DEPTH = { hop: 1, followedHop: 2, card: 3, label: 4 };

export function stylesheet(scheme: Scheme): StylesheetJson {
  const palette = PALETTES[scheme];
  return [
    { selector: 'node', style: { 'font-family': FONT, 'z-index-compare': 'manual', label: 'data(label)' } },
    {
      selector: '.halo',
      style: {
        width: 'data(width)',
        height: 'data(height)',
        shape: 'round-rectangle',
        'corner-radius': '14',
        'background-color': 'data(wash)',
        'border-width': 1,
        'border-color': 'data(rim)',
        color: 'data(ink)',
        'font-size': 10.5,
        'font-weight': 600,
        'text-valign': 'top',
        'text-margin-y': HEADER_MIDDLE + 7,
        'text-wrap': 'ellipsis',
        'text-max-width': '200px',
        'min-zoomed-font-size': 4.5,
        events: 'no',
      },
    },
    {
      selector: '.card',
      style: {
        ...CARD,
        shape: 'round-rectangle',
        'corner-radius': '10',
        'background-color': palette.card,
        'background-image': 'data(tile)',
        'background-width': '32px',
        'background-height': '32px',
        'background-position-x': '8px',
        'border-width': 1.5,
        'border-color': 'data(rim)',
        color: palette.text,
        'font-size': NAME.size,
        'font-weight': NAME.weight,
        'text-halign': 'right',
        'text-valign': 'center',
        'text-margin-x': TEXT_INSET - CARD.width,
        'text-margin-y': -8,
        'min-zoomed-font-size': 5,
        'z-index': DEPTH.card,
        'underlay-color': 'data(rim)',
        'underlay-padding': 5,
        'underlay-opacity': 0,
        'overlay-opacity': 0,
      },
    },
    { selector: '.card.conditional', style: { 'border-style': 'dashed', 'border-dash-pattern': [5, 3] } },
    { selector: '.card.subject', style: { 'border-width': 3 } },
    {
      selector: '.detail',
      style: {
        width: 1,
        height: 1,
        'background-opacity': 0,
        color: palette.quiet,
        'font-size': 10.5,
        'text-halign': 'right',
        'text-valign': 'center',
        'text-wrap': 'ellipsis',
        'text-max-width': `${TEXT_WIDTH}px`,
        'min-zoomed-font-size': 6,
        'z-index': DEPTH.card,
        events: 'no',
      },
    },
    {
      selector: '.hop',
      style: {
        'curve-style': 'round-segments',
        'segment-radii': [CORNER_RADIUS],
        'edge-distances': 'node-position',
        'segment-weights': 'data(weights)',
        'segment-distances': 'data(distances)',
        'source-endpoint': 'data(sourceEndpoint)',
        'target-endpoint': 'data(targetEndpoint)',
        'line-color': 'data(colour)',
        'target-arrow-color': 'data(colour)',
        'target-arrow-shape': 'triangle',
        'arrow-scale': 0.85,
        width: 1.6,
        'z-index': DEPTH.hop,
        'z-index-compare': 'manual',
        'overlay-opacity': 0,
      },
    },
    { selector: '.hop.straight', style: { 'curve-style': 'straight' } },
    {
      selector: '.hop.CONDITIONAL',
      style: { 'line-style': 'dashed', 'line-dash-pattern': DASH, 'line-dash-offset': 'data(dashOffset)' },
    },
    { selector: '.hop.outside', style: { width: 2.2 } },
    { selector: '.hop.USED', style: { width: 2.8 } },
    { selector: '.hop.UNUSED', style: { width: 1.6, 'line-style': 'dotted' } },
    {
      selector: '.label',
      style: {
        width: 'data(width)',
        height: 'data(height)',
        shape: 'round-rectangle',
        'background-color': palette.page,
        color: 'data(colour)',
        'font-size': 10.5,
        'font-weight': 600,
        'text-valign': 'center',
        'text-halign': 'center',
        'min-zoomed-font-size': 5,
        'z-index': DEPTH.label,
        events: 'no',
      },
    },
    ...states(),
  ] as StylesheetJson;
}

/** What following a chain, pointing and selecting change. */
const states = (): StylesheetJson =>
  [
    { selector: '.card.faded, .detail.faded', style: { opacity: 0.3 } },
    { selector: '.halo.faded', style: { opacity: 0.45 } },
    { selector: '.label.faded', style: { opacity: 0 } },
    {
      selector: '.hop.faded',
      style: { 'line-color': 'data(dim)', 'target-arrow-color': 'data(dim)', 'z-index': 0 },
    },
    { selector: '.hop.followed', style: { width: 3, 'z-index': DEPTH.followedHop } },
    { selector: '.card.pointed', style: { 'underlay-opacity': 0.12 } },
    { selector: '.hop.pointed', style: { width: 3, 'z-index': DEPTH.followedHop } },
    { selector: '.card.chosen', style: { 'underlay-opacity': 0.25, 'border-width': 2.5 } },
    { selector: '.hop.chosen', style: { width: 4.5, 'z-index': DEPTH.followedHop } },
  ] as StylesheetJson;

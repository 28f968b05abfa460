export { openBoard, type PortalBoard } from './board.tsx';

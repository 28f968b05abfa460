export { type BannerBoard, openBanners } from './banners/current.tsx';

import engine from './index.js'

export const { Batch, CampaignWatch, Cart, CartpoolError, Engine, Member, START, Token, Watch } = engine

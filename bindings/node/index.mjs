import engine from './index.js'

export const { Batch, Cart, CartpoolError, Engine, Member, START, Token, Watch } = engine

// @generated from core/src/command.rs by cargo gen
'use strict'

const { PART, Parts } = require('./parts.js')

/**
 * A cart at one version, as one principal may see it.
 *
 * Without `view_people` there are no members, names, notes, beneficiaries, lock or ownership offer in it.
 */
class CartView extends Parts {
  static fields = [
    'id',
    'version',
    'status',
    'title',
    'purpose',
    'currency',
    'preset',
    'policies',
    'isShared',
    'createdAtMs',
    'changedAtMs',
    'pricesVersion',
    'lines',
    'subtotal',
    'total',
    'members',
    'roles',
    'invitations',
    'lock',
    'ownershipOfferedTo',
    'campaigns',
  ]

  /** The cart's id. */
  get id() {
    return this[PART](0).id
  }

  /** The version this is. */
  get version() {
    return this[PART](0).version
  }

  /** Where the cart is in its life. */
  get status() {
    return this[PART](0).status
  }

  /** What the cart is called. */
  get title() {
    return this[PART](0).title
  }

  /** What the cart is for. */
  get purpose() {
    return this[PART](0).purpose
  }

  /** The cart's one currency. */
  get currency() {
    return this[PART](0).currency
  }

  /** The setting it started from. */
  get preset() {
    return this[PART](0).preset
  }

  /** The policies in force. */
  get policies() {
    return this[PART](0).policies
  }

  /** Whether anybody but the owner ever joined. */
  get isShared() {
    return this[PART](0).isShared
  }

  /** When it was made, in Unix milliseconds. */
  get createdAtMs() {
    return this[PART](0).createdAtMs
  }

  /** When it last changed, in Unix milliseconds. */
  get changedAtMs() {
    return this[PART](0).changedAtMs
  }

  /** The version of the price list the prices are of; 0 before the first repricing. */
  get pricesVersion() {
    return this[PART](0).pricesVersion
  }

  /** The lines, oldest first. */
  get lines() {
    return this[PART](1)
  }

  /** The sum of the line totals. */
  get subtotal() {
    return this[PART](2)
  }

  /** What is to be paid: the subtotal with all adjustments. */
  get total() {
    return this[PART](3)
  }

  /** The members present, in the order they joined. */
  get members() {
    return this[PART](4)
  }

  /** The custom roles. */
  get roles() {
    return this[PART](5)
  }

  /** The pending invitations. */
  get invitations() {
    return this[PART](6)
  }

  /** The hold on the cart, if one is in force. */
  get lock() {
    return this[PART](0).lock
  }

  /** To whom ownership is offered. */
  get ownershipOfferedTo() {
    return this[PART](0).ownershipOfferedTo
  }

  /** The campaigns that the cart has pledged to. */
  get campaigns() {
    return this[PART](7)
  }
}

module.exports = { CartView }
